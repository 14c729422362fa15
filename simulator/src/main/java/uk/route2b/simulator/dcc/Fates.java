package uk.route2b.simulator.dcc;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import uk.route2b.protocol.identity.EntityIdentifier;

/** Draws what happens to each exchange; every meter has a generator of its own, so their traffic may interleave. */
final class Fates {
    private final Map<EntityIdentifier, RandomGenerator> generators = new HashMap<>();
    private final DccFaults faults;
    private final long seed;

    Fates(DccFaults faults, long seed) {
        this.faults = faults;
        this.seed = seed;
    }

    synchronized DccFate transform(EntityIdentifier meter) {
        return DccFate.draw(faults, faults.transform(), generator(meter));
    }

    synchronized DccFate send(EntityIdentifier meter) {
        return DccFate.draw(faults, faults.send(), generator(meter));
    }

    private RandomGenerator generator(EntityIdentifier meter) {
        return generators.computeIfAbsent(
                meter, ignored -> new SplittableRandom(seed * 0xD1B54A32D192ED03L + meter.bits()));
    }
}
