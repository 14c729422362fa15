package uk.route2b.protocol.duis;

import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import uk.route2b.protocol.octets.Octets;

/**
 * Writes responses as the DCC does, not signed yet; the simulator's side of {@link DuisResponseReader}.
 *
 * @param schemaVersion of DUIS
 */
public record DuisResponseWriter(String schemaVersion) {
    /** DUIS 5.4, of November 2025. */
    public static final DuisResponseWriter DEFAULT = new DuisResponseWriter("5.4");

    /** The document for {@code response}, whose body must not be {@link DuisResponse.Other}. */
    public Octets write(DuisResponse response) {
        return DuisWriter.document(
                "Response", schemaVersion, header -> header(header, response), body -> body(body, response.body()));
    }

    private static void header(DuisWriter header, DuisResponse response) throws XMLStreamException {
        id(header, "RequestID", response.request());
        id(header, "ResponseID", response.response());
        header.text("ResponseCode", response.code().value());
        header.text(
                "ResponseDateTime",
                response.time().truncatedTo(ChronoUnit.MILLIS).toString());
    }

    private static void id(DuisWriter header, String name, Optional<RequestId> id) throws XMLStreamException {
        if (id.isPresent()) {
            header.text(name, id.get().toString());
        }
    }

    private static void body(DuisWriter writer, DuisResponse.Body body) throws XMLStreamException {
        if (body instanceof DuisResponse.Nothing nothing) {
            message(writer, nothing.service(), message -> {});
        } else if (body instanceof DuisResponse.PreCommand found) {
            message(
                    writer,
                    found.service(),
                    message -> message.element("PreCommand", preCommand -> {
                        preCommand.text("GBCSVersion", found.gbcsVersion());
                        preCommand.base64("GBCSPayload", found.payload());
                    }));
        } else if (body instanceof DuisResponse.Payload payload) {
            message(writer, payload.service(), message -> message.base64("GBCSPayload", payload.payload()));
        } else if (body instanceof DuisResponse.DeviceAlert alert) {
            writer.element("DeviceAlertMessage", message -> {
                message.text("AlertCode", alert.alertCode().hex());
                message.base64("GBCSPayload", alert.payload());
            });
        } else {
            throw new IllegalArgumentException("only what was read has another body");
        }
    }

    private static void message(DuisWriter writer, ServiceReference service, DuisWriter.Content content)
            throws XMLStreamException {
        writer.element("ResponseMessage", message -> {
            message.text("ServiceReference", service.reference());
            message.text("ServiceReferenceVariant", service.variant());
            content.write(message);
        });
    }
}
