package uk.route2b.prove.world;

import java.util.Map;
import java.util.TreeMap;
import uk.route2b.prove.process.ChildProcess;
import uk.route2b.prove.process.Report;

/** What the children reported, summed over their lives. Used by the prover's own thread. */
public final class Tallies {
    private final Map<String, Integer> sums = new TreeMap<>();

    /** Adds those of a life that has ended. */
    void add(ChildProcess process) {
        for (String word : new String[] {Report.STALE, Report.JOINED, Report.PLANTED}) {
            sums.merge(word, process.count(word), Integer::sum);
        }
    }

    public int stale() {
        return of(Report.STALE);
    }

    public int joined() {
        return of(Report.JOINED);
    }

    public int planted() {
        return of(Report.PLANTED);
    }

    private int of(String word) {
        return sums.getOrDefault(word, 0);
    }
}
