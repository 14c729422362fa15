package uk.route2b.prove.simulation;

import java.util.ArrayList;
import java.util.List;
import uk.route2b.prove.checker.Breach;
import uk.route2b.prove.run.Counts;

/** What has happened: the trace, the counts, and the promises that were broken. */
final class Happenings {
    private final Trace trace;
    private final Counts counts = new Counts();
    private final List<Breach> breaches = new ArrayList<>();

    Happenings(Trace trace) {
        this.trace = trace;
    }

    Trace trace() {
        return trace;
    }

    Counts counts() {
        return counts;
    }

    void note(String what) {
        trace.note(what);
    }

    /** A fault was really at work. */
    void fault(Fault fault, String what) {
        counts.add(fault.words());
        trace.note(what);
    }

    void breach(Breach.Kind kind, String what) {
        breach(new Breach(kind, what));
    }

    void breach(Breach breach) {
        if (breaches.stream().noneMatch(known -> known.equals(breach))) {
            breaches.add(breach);
            trace.note("BROKEN " + breach);
        }
    }

    boolean holds() {
        return breaches.isEmpty();
    }

    List<Breach> breaches() {
        return List.copyOf(breaches);
    }
}
