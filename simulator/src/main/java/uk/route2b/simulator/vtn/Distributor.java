package uk.route2b.simulator.vtn;

import java.time.InstantSource;
import uk.route2b.simulator.openadr.EventMessages;
import uk.route2b.simulator.openadr.Message;

/** Puts together what a VEN is told about its events: always all of them, as they stand now. */
final class Distributor {
    private final String vtnId;
    private final InstantSource clock;

    Distributor(String vtnId, InstantSource clock) {
        this.vtnId = vtnId;
        this.clock = clock;
    }

    Message message(VenAccount account, String requestId) {
        return EventMessages.distribute(requestId, vtnId, account.events(), clock.instant());
    }

    Message answer(VenAccount account, Message request, String requestId) {
        return EventMessages.distribute(request, requestId, vtnId, account.events(), clock.instant());
    }
}
