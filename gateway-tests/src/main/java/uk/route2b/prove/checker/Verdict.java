package uk.route2b.prove.checker;

import java.util.List;

/**
 * What the checker found.
 *
 * @param breaches empty if everything held
 * @param superseded acknowledged lists of events in whose place a newer one arrived
 * @param lastHopRepeats messages that a VEN got again because the kill fell between HTTP answer and storing
 */
public record Verdict(List<Breach> breaches, int superseded, int lastHopRepeats) {
    public Verdict {
        breaches = List.copyOf(breaches);
    }

    public boolean holds() {
        return breaches.isEmpty();
    }
}
