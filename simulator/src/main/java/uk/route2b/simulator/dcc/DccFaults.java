package uk.route2b.simulator.dcc;

import java.util.HashMap;
import java.util.Map;
import uk.route2b.simulator.metersystem.MillisRange;

/**
 * How unfriendly the DCC is.
 *
 * @param transform how long Transform takes to answer
 * @param send how long Send takes to answer
 * @param chances how likely each fault is; 0 for those not named
 */
public record DccFaults(MillisRange transform, MillisRange send, Map<DccFault, Double> chances) {
    /** Nothing goes wrong and nothing takes time. */
    public static final DccFaults NONE = new DccFaults(MillisRange.NONE, MillisRange.NONE, Map.of());

    /** Checks that each chance is one. */
    public DccFaults {
        chances = Map.copyOf(chances);
        if (!chances.values().stream().allMatch(chance -> chance >= 0 && chance <= 1)) {
            throw new IllegalArgumentException("the chance of a fault is a number from 0 to 1");
        }
    }

    /** The same, but {@code fault} happens with {@code chance}. */
    public DccFaults with(DccFault fault, double chance) {
        Map<DccFault, Double> changed = new HashMap<>(chances);
        changed.put(fault, chance);
        return new DccFaults(transform, send, changed);
    }

    double chance(DccFault fault) {
        return chances.getOrDefault(fault, 0.0);
    }
}
