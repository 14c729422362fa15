package uk.route2b.protocol.duis;

import javax.xml.stream.XMLStreamException;
import uk.route2b.protocol.meter.Label;
import uk.route2b.protocol.octets.Octets;

/**
 * Writes service requests, not signed yet.
 *
 * @param schemaVersion of DUIS, as the DCC expects it
 */
public record DuisRequestWriter(String schemaVersion) {
    /** DUIS 5.4, of November 2025. */
    public static final DuisRequestWriter DEFAULT = new DuisRequestWriter("5.4");

    public DuisRequestWriter {
        if (!schemaVersion.matches("[0-9]{1,2}\\.[0-9]{1,2}")) {
            throw new IllegalArgumentException("a schema version is like 5.4");
        }
    }

    /** A request that sets labels, for Transform. */
    public Octets write(DuisRequest.SetLabels request) {
        return document(
                request,
                ServiceReference.LABELS,
                body -> body.element(DuisRequestReader.DESCRIPTIONS, descriptions -> {
                    for (Label label : request.command().labels()) {
                        descriptions.element(DuisRequestReader.DESCRIPTION, description -> label(description, label));
                    }
                }));
    }

    private static void label(DuisWriter description, Label label) throws XMLStreamException {
        description.attribute("index", Integer.toString(label.index()));
        description.text(DuisRequestReader.TEXT, label.text());
    }

    /** A signed pre-command, for Send. */
    public Octets write(DuisRequest.SignedPreCommand request) {
        return document(
                request,
                request.service(),
                body -> body.element(
                        DuisRequestReader.SIGNED_PRE_COMMAND,
                        signed -> signed.base64("GBCSPayload", request.payload())));
    }

    private Octets document(DuisRequest request, ServiceReference service, DuisWriter.Content body) {
        return DuisWriter.document(
                "Request",
                schemaVersion,
                header -> {
                    header.text("RequestID", request.id().toString());
                    header.text("CommandVariant", Integer.toString(request.commandVariant()));
                    header.text("ServiceReference", service.reference());
                    header.text("ServiceReferenceVariant", service.variant());
                },
                body);
    }
}
