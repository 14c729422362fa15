package uk.route2b.simulator.metersystem;

import java.util.HashMap;
import java.util.Map;

/**
 * How unfriendly the smart meter system is.
 *
 * @param delay from sending a command to its response, and from an alert to its delivery
 * @param repeatAfter from the first delivery to the repeated one
 * @param chances how likely each fault is; 0 for those not named
 */
public record Faults(MillisRange delay, MillisRange repeatAfter, Map<Fault, Double> chances) {
    /** Nothing goes wrong and nothing takes time. */
    public static final Faults NONE = new Faults(MillisRange.NONE, new MillisRange(100, 2000), Map.of());

    /** Checks that each chance is one. */
    public Faults {
        chances = Map.copyOf(chances);
        if (!chances.values().stream().allMatch(chance -> chance >= 0 && chance <= 1)) {
            throw new IllegalArgumentException("the chance of a fault is a number from 0 to 1");
        }
    }

    /** The same, but {@code fault} happens with {@code chance}. */
    public Faults with(Fault fault, double chance) {
        Map<Fault, Double> changed = new HashMap<>(chances);
        changed.put(fault, chance);
        return new Faults(delay, repeatAfter, changed);
    }

    /** The same with another delay. */
    public Faults withDelay(long minMillis, long maxMillis) {
        return new Faults(new MillisRange(minMillis, maxMillis), repeatAfter, chances);
    }

    /** The same with another time until a repetition. */
    public Faults withRepeatAfter(long minMillis, long maxMillis) {
        return new Faults(delay, new MillisRange(minMillis, maxMillis), chances);
    }

    double chance(Fault fault) {
        return chances.getOrDefault(fault, 0.0);
    }
}
