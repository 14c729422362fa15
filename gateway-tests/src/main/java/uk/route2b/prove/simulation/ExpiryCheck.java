package uk.route2b.prove.simulation;

import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.prove.checker.Breach;
import uk.route2b.server.store.GatewayStore;

/**
 * Holds each payload that leaves for the first time against its expiry. The gateway looks for what has expired at its
 * reconcile, so until the next one such a payload may still leave.
 */
final class ExpiryCheck {
    private final GatewayStore store;
    private final WallClock clock;
    private final Happenings happenings;
    private final Set<Long> seen = new HashSet<>();

    ExpiryCheck(GatewayStore store, WallClock clock, Happenings happenings) {
        this.store = store;
        this.clock = clock;
        this.happenings = happenings;
    }

    void left(Household household, GroupingHeader header) {
        if (!seen.add(header.counter())) {
            return;
        }
        store.payload(Cast.key(household), header.counter()).ifPresent(payload -> {
            OptionalLong expires = payload.facts().expiresMillis();
            // Its counter is when it was signed; a message for route 2a is signed before it is first seen on a link.
            long signed = Math.min(clock.millis(), header.counter());
            long late = signed - expires.orElse(Long.MAX_VALUE / 2);
            if (late > GatewaySide.LIMITS.reconcile().toMillis() + DayTime.MINUTE) {
                happenings.breach(
                        Breach.Kind.EXPIRED_SENT,
                        "payload " + payload.number() + " for "
                                + payload.facts().ven() + " was signed " + late + " ms after it had expired");
            }
        });
    }
}
