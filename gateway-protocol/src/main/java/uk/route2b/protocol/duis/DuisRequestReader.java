package uk.route2b.protocol.duis;

import java.util.ArrayList;
import java.util.List;
import uk.route2b.protocol.meter.Label;
import uk.route2b.protocol.meter.LabelCommand;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** Reads service requests; a signature in them is passed over. */
public record DuisRequestReader(DuisLimits limits) {
    /** With the default limits. */
    public static final DuisRequestReader DEFAULT = new DuisRequestReader(DuisLimits.DEFAULT);

    static final String SIGNED_PRE_COMMAND = "SignedPreCommand";
    static final String DESCRIPTIONS = "UpdateDeviceConfigurationALCDescriptions";
    static final String DESCRIPTION = "ALCSHCALCSDescription";
    static final String TEXT = "SwitchDescription";

    /**
     * Reads {@code document}.
     *
     * @throws MalformedException if it is no request, or the schema does not have it so
     */
    public DuisRequest read(Octets document) throws MalformedException {
        DuisElement root = DuisDocument.read(document, "Request", limits);
        DuisElement header = root.only("Header");
        RequestId id = header.only("RequestID").requestId();
        ServiceReference service = new ServiceReference(
                header.only("ServiceReference").token(),
                header.only("ServiceReferenceVariant").token());
        int variant = variant(header.only("CommandVariant"));
        DuisElement body = root.only("Body").onlyChild();
        if (body.name().equals(DESCRIPTIONS)) {
            return labels(id, variant, service, body);
        }
        if (body.name().equals(SIGNED_PRE_COMMAND) && variant == DuisRequest.SignedPreCommand.VARIANT) {
            return new DuisRequest.SignedPreCommand(
                    id, service, body.only("GBCSPayload").base64());
        }
        return new DuisRequest.Other(id, variant, service, body.name());
    }

    private static int variant(DuisElement element) throws MalformedException {
        String text = element.token();
        if (!text.matches("[1-9]")) {
            throw element.wrong();
        }
        return Integer.parseInt(text);
    }

    private static DuisRequest labels(RequestId id, int variant, ServiceReference service, DuisElement body)
            throws MalformedException {
        if (variant != DuisRequest.SetLabels.VARIANT || !service.equals(ServiceReference.LABELS)) {
            throw body.wrong();
        }
        List<Label> labels = new ArrayList<>();
        for (DuisElement description : body.children()) {
            labels.add(label(description));
        }
        try {
            return new DuisRequest.SetLabels(new LabelCommand(id.originator(), id.target(), id.counter(), labels));
        } catch (IllegalArgumentException noneOrTwice) {
            throw body.wrong();
        }
    }

    private static Label label(DuisElement description) throws MalformedException {
        String index = description.attributes().getOrDefault("index", "");
        String text = description.only(TEXT).string();
        if (!description.name().equals(DESCRIPTION) || !index.matches("[1-5]") || !Label.isText(text)) {
            throw description.wrong();
        }
        return new Label(Integer.parseInt(index), text);
    }
}
