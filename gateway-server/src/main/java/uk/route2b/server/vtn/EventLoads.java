package uk.route2b.server.vtn;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.EventPlan;
import uk.route2b.protocol.openadr.EventReader;
import uk.route2b.protocol.openadr.OpenAdrMessage;
import uk.route2b.protocol.openadr.PayloadReader;
import uk.route2b.server.checks.dispatch.LoadEvent;
import uk.route2b.server.checks.dispatch.LoadReader;

/**
 * Reads from OpenADR 2.0b what changes loads: an oadrDistributeEvent, which always carries all events of its VEN; and
 * an oadrCancelPartyRegistration, after which a VEN need not go on with any.
 */
public final class EventLoads implements LoadReader {
    private static final int MINUTE = 60;

    @Override
    public Optional<List<LoadEvent>> read(Octets body) throws MalformedException {
        Optional<OpenAdrMessage> message = message(body);
        if (message.equals(Optional.of(OpenAdrMessage.CANCEL_PARTY_REGISTRATION))) {
            return Optional.of(List.of());
        }
        return message.equals(Optional.of(OpenAdrMessage.DISTRIBUTE_EVENT))
                ? Optional.of(
                        EventReader.read(body).stream().map(EventLoads::load).toList())
                : Optional.empty();
    }

    /** Nothing is what nobody can read, unless somebody behind us might read a list in it. */
    private static Optional<OpenAdrMessage> message(Octets body) throws MalformedException {
        try {
            return PayloadReader.DEFAULT.read(body).message();
        } catch (MalformedException unreadable) {
            if (HiddenList.mayBeIn(body)) {
                throw unreadable;
            }
            return Optional.empty();
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
