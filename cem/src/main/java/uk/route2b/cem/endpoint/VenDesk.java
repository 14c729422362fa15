package uk.route2b.cem.endpoint;

import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.client.OpenAdrPayload;
import uk.route2b.client.OpenAdrRequest;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrMessage;
import uk.route2b.protocol.openadr.OpenAdrService;
import uk.route2b.protocol.openadr.PayloadHead;
import uk.route2b.protocol.openadr.PayloadReader;

/** Decides about each message of a VEN: a poll is answered here, at once; everything else goes up. */
final class VenDesk implements AutoCloseable {
    private static final Set<OpenAdrMessage> URGENT =
            EnumSet.of(OpenAdrMessage.CREATED_EVENT, OpenAdrMessage.CREATE_OPT, OpenAdrMessage.CANCEL_OPT);

    private static final Logger LOG = LoggerFactory.getLogger(VenDesk.class);

    private final List<VenDoor> doors;
    private final Forwarding forwarding;
    private final Map<String, LocalPush> pushes = new HashMap<>();

    VenDesk(List<VenDoor> doors, Forwarding forwarding) {
        this.doors = List.copyOf(doors);
        this.forwarding = forwarding;
        this.doors.forEach(door ->
                door.push().ifPresent(url -> pushes.put(door.id(), new LocalPush(door, url, forwarding))));
    }

    /** Keeps a payload for the poll of its VEN. */
    void add(OpenAdrPayload payload, Runnable taken) {
        VenDoor door = door(payload.ven());
        door.waiting().add(payload, taken);
        Optional.ofNullable(pushes.get(door.id())).ifPresent(LocalPush::wake);
    }

    @Override
    public void close() {
        pushes.values().forEach(LocalPush::close);
    }

    /** A newer payload has come in the place of this one. */
    void superseded(long number) {
        doors.forEach(door -> door.waiting().forget(number));
    }

    /** The client takes payloads for configured VENs only, so one without a name is the only VEN's. */
    private VenDoor door(Optional<String> ven) {
        return doors.stream()
                .filter(door -> ven.isEmpty() || door.id().equals(ven.get()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a payload for a VEN that is not configured"));
    }

    int waiting() {
        return doors.stream().mapToInt(door -> door.waiting().size()).sum();
    }

    /** Answers a POST. */
    Reply post(String path, Optional<String> type, Octets body) {
        Optional<VenPath> read = VenPath.read(path);
        Optional<VenDoor> door = read.flatMap(parts ->
                doors.stream().filter(each -> each.opensFor(parts.prefix())).findFirst());
        if (read.isEmpty() || door.isEmpty()) {
            return Reply.text(404, "no VEN of this CEM has that path; " + paths());
        }
        try {
            PayloadHead head = PayloadReader.DEFAULT.read(body);
            return byMessage(door.get(), read.get().service(), head, type, body);
        } catch (MalformedException notOpenAdr) {
            return Reply.text(400, String.valueOf(notOpenAdr.getMessage()));
        }
    }

    private String paths() {
        List<String> known = doors.stream()
                .map(door -> door.prefix() + OpenAdrService.PATH + "SERVICE for " + door.id())
                .toList();
        return "configured: " + String.join(", ", known);
    }

    private Reply byMessage(
            VenDoor door, OpenAdrService service, PayloadHead head, Optional<String> type, Octets body) {
        if (head.message().equals(Optional.of(OpenAdrMessage.POLL))) {
            Optional<Reply> waiting = poll(door);
            if (waiting.isPresent() || !door.pollsTravel()) {
                return waiting.orElseGet(() -> Reply.xml(PollAnswer.nothing(door.id(), head.wrapped())));
            }
        }
        boolean urgent = head.message().filter(URGENT::contains).isPresent();
        boolean usual = head.message()
                .filter(message -> message != OpenAdrMessage.RESPONSE && message.service() == service)
                .isPresent();
        Optional<String> named = usual ? Optional.empty() : Optional.of(service.segment());
        return forwarding
                .forward(new OpenAdrRequest(Optional.of(door.id()), named, ContentTypes.unusual(type), urgent, body))
                .given(door.form());
    }

    /** Removed durably only once the answer has left; what could not leave waits again. */
    private static Optional<Reply> poll(VenDoor door) {
        for (Optional<WaitingPayloads.Waiting> oldest = door.waiting().take();
                oldest.isPresent();
                oldest = door.waiting().take()) {
            Optional<Reply> reply = reply(door.waiting(), oldest.get());
            if (reply.isPresent()) {
                return reply.map(found -> found.given(door.form()));
            }
        }
        return Optional.empty();
    }

    /**
     * Empty if its body can not be read. Mostly a newer one has just replaced it; if the medium failed, the client says
     * so as an error, keeps it, and hands it over after the next start.
     */
    private static Optional<Reply> reply(WaitingPayloads waiting, WaitingPayloads.Waiting oldest) {
        OpenAdrPayload payload = oldest.payload();
        try {
            return Optional.of(Reply.of(200, payload.type(), payload.body())
                    .then(() -> waiting.done(oldest), () -> waiting.putBack(oldest)));
        } catch (UncheckedIOException unreadable) {
            waiting.forget(payload.number());
            LOG.info(
                    "endpoint: {} is not given to its VEN: it was replaced meanwhile, or an error of the journal stands"
                            + " beside this line",
                    payload);
            LOG.debug("endpoint: {} can not be read", payload, unreadable);
            return Optional.empty();
        }
    }
}
