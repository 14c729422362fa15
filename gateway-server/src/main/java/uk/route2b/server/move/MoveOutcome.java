package uk.route2b.server.move;

import java.util.List;
import uk.route2b.server.store.Move;

/** What came of an operator's order to move CEMs. */
public sealed interface MoveOutcome {
    /** It is stored, and begins. */
    record Started(Move move) implements MoveOutcome {}

    /**
     * Nothing has changed.
     *
     * @param reasons what is wrong with it; never empty
     */
    record Refused(List<String> reasons) implements MoveOutcome {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }
}
