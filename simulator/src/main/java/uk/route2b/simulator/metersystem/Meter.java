package uk.route2b.simulator.metersystem;

import java.util.function.IntPredicate;
import uk.route2b.protocol.identity.EntityIdentifier;

/** One meter: its five labels, as they are right now. */
final class Meter {
    private final EntityIdentifier identifier;
    private Labels shown = Labels.BLANK;
    private boolean tearing;
    private boolean busy;

    Meter(EntityIdentifier identifier) {
        this.identifier = identifier;
    }

    EntityIdentifier identifier() {
        return identifier;
    }

    /** Claims the meter for one command; false if another one has it. */
    synchronized boolean claim() {
        boolean free = !busy;
        busy = true;
        return free;
    }

    synchronized void release() {
        busy = false;
    }

    /** Writes those of {@code labels} that {@code written} names. */
    synchronized void write(Labels labels, IntPredicate written) {
        shown = shown.with(labels, written);
        tearing = false;
    }

    /** Writes some of {@code labels}; the others follow in a moment. */
    synchronized void tear(Labels labels, IntPredicate writtenFirst) {
        Labels mixed = shown.with(labels, writtenFirst);
        tearing = !mixed.equals(shown) && !mixed.equals(labels);
        shown = mixed;
    }

    /** What the home side sees. */
    synchronized Reading read() {
        return new Reading(shown, tearing);
    }

    /**
     * One reading.
     *
     * @param labels what was seen
     * @param torn whether this is a mix of two writes
     */
    record Reading(Labels labels, boolean torn) {}
}
