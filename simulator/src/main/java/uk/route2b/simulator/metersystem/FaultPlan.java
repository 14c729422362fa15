package uk.route2b.simulator.metersystem;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Draws the fate of each command and alert of one meter.
 *
 * <p>Every fate takes the same draws in the same order whatever is switched on, and each meter has generators of its
 * own for commands and for alerts: so a seed gives the same faults again, however the meters' traffic interleaves.
 */
final class FaultPlan {
    private final Faults faults;
    private final RandomGenerator commands;
    private final RandomGenerator alerts;

    FaultPlan(Faults faults, RandomGenerator commands, RandomGenerator alerts) {
        this.faults = faults;
        this.commands = commands;
        this.alerts = alerts;
    }

    synchronized WriteFate nextWrite() {
        return new WriteFate(
                faults.delay().draw(commands),
                happens(Fault.LOSS, commands),
                happens(Fault.RESPONSE_LOSS, commands),
                someLabels(happens(Fault.PARTIAL, commands)),
                fewLabels(happens(Fault.TORN, commands)),
                repeatAfter(happens(Fault.REPEAT, commands), commands));
    }

    synchronized AlertFate nextAlert() {
        return new AlertFate(
                faults.delay().draw(alerts),
                happens(Fault.ALERT_LOSS, alerts),
                happens(Fault.ALERT_REORDER, alerts),
                repeatAfter(happens(Fault.ALERT_REPEAT, alerts), alerts));
    }

    private boolean happens(Fault fault, RandomGenerator random) {
        return random.nextDouble() < faults.chance(fault);
    }

    /** At least one label and not all: all failing together would be a refused command. */
    private Set<Integer> someLabels(boolean partial) {
        int bits = commands.nextInt(1, (1 << Labels.COUNT) - 1);
        Set<Integer> failing = new HashSet<>();
        for (int i = 0; i < Labels.COUNT && partial; i++) {
            if ((bits >> i & 1) == 1) {
                failing.add(i);
            }
        }
        return failing;
    }

    private int fewLabels(boolean torn) {
        int few = commands.nextInt(1, Labels.COUNT);
        return torn ? few : Labels.COUNT;
    }

    private long repeatAfter(boolean repeats, RandomGenerator random) {
        long after = faults.repeatAfter().draw(random);
        return repeats ? after : WriteFate.NEVER;
    }
}
