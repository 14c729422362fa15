package uk.route2b.protocol.duis;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** Reads what the DCC answers and sends; a signature in it is passed over. */
public record DuisResponseReader(DuisLimits limits) {
    /** With the default limits. */
    public static final DuisResponseReader DEFAULT = new DuisResponseReader(DuisLimits.DEFAULT);

    /**
     * Reads {@code document}.
     *
     * @throws MalformedException if it is no response, or the schema does not have it so
     */
    public DuisResponse read(Octets document) throws MalformedException {
        DuisElement root = DuisDocument.read(document, "Response", limits);
        DuisElement header = root.only("Header");
        return new DuisResponse(
                id(header, "RequestID"),
                id(header, "ResponseID"),
                code(header.only("ResponseCode")),
                time(header.only("ResponseDateTime")),
                body(root.only("Body").onlyChild()));
    }

    private static Optional<RequestId> id(DuisElement header, String name) throws MalformedException {
        Optional<DuisElement> found = header.optional(name);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get().requestId());
    }

    private static ResponseCode code(DuisElement element) throws MalformedException {
        String text = element.token();
        if (!ResponseCode.isCode(text)) {
            throw new MalformedException(Malformation.DUIS, element.name());
        }
        return new ResponseCode(text);
    }

    /** A time without an offset is in UTC, as all of DUIS is. */
    private static Instant time(DuisElement element) throws MalformedException {
        try {
            TemporalAccessor time = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                    element.token(), OffsetDateTime::from, LocalDateTime::from);
            return time instanceof OffsetDateTime offset
                    ? offset.toInstant()
                    : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException another) {
            throw new MalformedException(Malformation.DUIS, element.name());
        }
    }

    private static DuisResponse.Body body(DuisElement element) throws MalformedException {
        return switch (element.name()) {
            case "ResponseMessage" -> message(element);
            case "DeviceAlertMessage" ->
                new DuisResponse.DeviceAlert(
                        element.only("AlertCode").hex(),
                        element.only("GBCSPayload").base64());
            default -> new DuisResponse.Other(element.name());
        };
    }

    private static DuisResponse.Body message(DuisElement message) throws MalformedException {
        ServiceReference service = new ServiceReference(
                message.only("ServiceReference").token(),
                message.only("ServiceReferenceVariant").token());
        if (message.children().size() > 3) {
            throw message.wrong();
        }
        Optional<DuisElement> preCommand = message.optional("PreCommand");
        if (preCommand.isPresent()) {
            return new DuisResponse.PreCommand(
                    service,
                    preCommand.get().only("GBCSVersion").token(),
                    preCommand.get().only("GBCSPayload").base64());
        }
        Optional<DuisElement> payload = message.optional("GBCSPayload");
        if (payload.isPresent()) {
            return new DuisResponse.Payload(service, payload.get().base64());
        }
        return message.children().size() == 2
                ? new DuisResponse.Nothing(service)
                : new DuisResponse.Other(message.children().get(2).name());
    }
}
