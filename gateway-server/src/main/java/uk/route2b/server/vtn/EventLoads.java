package uk.route2b.server.vtn;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.EventPlan;
import uk.route2b.protocol.openadr.EventReader;
import uk.route2b.protocol.openadr.OpenAdrMessage;
import uk.route2b.protocol.openadr.PayloadHead;
import uk.route2b.protocol.openadr.PayloadReader;
import uk.route2b.server.checks.dispatch.LoadEvent;
import uk.route2b.server.checks.dispatch.LoadReader;

/** Reads from OpenADR 2.0b what changes loads: an oadrDistributeEvent, which always carries all events of its VEN. */
public final class EventLoads implements LoadReader {
    private static final int MINUTE = 60;

    @Override
    public Optional<List<LoadEvent>> read(Octets body) throws MalformedException {
        return isList(body)
                ? Optional.of(
                        EventReader.read(body).stream().map(EventLoads::load).toList())
                : Optional.empty();
    }

    /** What cannot be read and has the name in it might be read by somebody. */
    private static boolean isList(Octets body) throws MalformedException {
        try {
            PayloadHead head = PayloadReader.DEFAULT.read(body);
            return head.message().equals(Optional.of(OpenAdrMessage.DISTRIBUTE_EVENT));
        } catch (MalformedException unreadable) {
            String text = new String(body.toArray(), java.nio.charset.StandardCharsets.ISO_8859_1).replace("\0", "");
            if (text.contains(OpenAdrMessage.DISTRIBUTE_EVENT.element())) {
                throw unreadable;
            }
            return false;
        }
    }

    private static LoadEvent load(EventPlan event) {
        return new LoadEvent(
                event.id(),
                event.version(),
                event.cancelled(),
                event.changes().stream()
                        .map(EventLoads::minute)
                        .distinct()
                        .sorted()
                        .toList(),
                event.end().map(EventLoads::minute).orElse(Long.MAX_VALUE));
    }

    private static long minute(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), MINUTE);
    }
}
