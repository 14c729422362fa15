package uk.route2b.simulator.dcc;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import uk.route2b.protocol.identity.EntityIdentifier;

/** Each meter's own originator counter: the time in milliseconds, and always above the last. */
final class DeviceCounter {
    private final Map<EntityIdentifier, Long> last = new ConcurrentHashMap<>();
    private final InstantSource clock;

    DeviceCounter(InstantSource clock) {
        this.clock = clock;
    }

    long next(EntityIdentifier meter) {
        return last.merge(meter, clock.millis(), (before, now) -> Math.max(before + 1, now));
    }
}
