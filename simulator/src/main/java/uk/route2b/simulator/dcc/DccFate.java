package uk.route2b.simulator.dcc;

import java.util.EnumSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import uk.route2b.simulator.metersystem.MillisRange;

/**
 * What will happen to one exchange, drawn when it begins.
 *
 * <p>Every fate takes the same draws in the same order whatever is switched on, so a seed gives the same faults again.
 *
 * @param delayMillis until the service answers
 * @param faults which happen, where they apply
 */
record DccFate(long delayMillis, Set<DccFault> faults) {
    DccFate {
        faults = Set.copyOf(faults);
    }

    static DccFate draw(DccFaults options, MillisRange delay, RandomGenerator random) {
        Set<DccFault> happening = EnumSet.noneOf(DccFault.class);
        long millis = delay.draw(random);
        for (DccFault fault : DccFault.values()) {
            if (random.nextDouble() < options.chance(fault)) {
                happening.add(fault);
            }
        }
        return new DccFate(millis, happening);
    }

    boolean has(DccFault fault) {
        return faults.contains(fault);
    }
}
