package uk.route2b.prove.book;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a VEN asked of its VTN. A VEN of these proofs asks once and never again, whatever it is told.
 *
 * @param began before it was sent
 * @param ended when its VEN knew that the CEM had let go of it; empty while it waits, or if it gave up waiting
 * @param answer the mark of the VTN's answer that the VEN was given; empty if it was given none
 */
public record Request(String id, String ven, long began, OptionalLong ended, Optional<String> answer) {
    /** The same, as long as it may still arrive. */
    public Request open() {
        return answer.isEmpty() ? new Request(id, ven, began, OptionalLong.empty(), answer) : this;
    }

    /** The same after it was answered by whoever. */
    public Request endedAt(long tick, Optional<String> given) {
        return new Request(id, ven, began, OptionalLong.of(tick), given);
    }
}
