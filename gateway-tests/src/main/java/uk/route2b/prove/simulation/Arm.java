package uk.route2b.prove.simulation;

import java.util.Optional;

/** Waits for a step of a process, to kill it exactly there. */
final class Arm<S extends Enum<S>> {
    private final Happenings happenings;
    private final Fault fault;
    private final String name;
    private final Runnable kill;
    private Optional<S> step = Optional.empty();
    private int left;

    /** @param kill ends the process */
    Arm(Happenings happenings, Fault fault, String name, Runnable kill) {
        this.happenings = happenings;
        this.fault = fault;
        this.name = name;
        this.kill = kill;
    }

    /** From the {@code nth} time on that it is reached. */
    void set(S wanted, long nth) {
        step = Optional.of(wanted);
        left = (int) nth;
    }

    void disarm() {
        step = Optional.empty();
    }

    /** Told of each step; does not return if this is the one. */
    void reached(S reached) {
        if (step.isEmpty() || step.get() != reached || --left > 0) {
            return;
        }
        disarm();
        happenings.fault(fault, name + " is killed at " + reached);
        kill.run();
        throw new Killed();
    }
}
