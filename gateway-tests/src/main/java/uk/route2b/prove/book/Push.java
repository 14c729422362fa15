package uk.route2b.prove.book;

import java.util.OptionalLong;

/**
 * A message that the VTN pushed for a VEN, with all its attempts.
 *
 * @param replaces whether it makes older ones of its VEN superfluous: an oadrDistributeEvent
 * @param began before its first attempt
 * @param acknowledged after the 200 was read; empty while there is none
 * @param refused whether it was given its final refusal
 */
public record Push(String id, String ven, boolean replaces, long began, OptionalLong acknowledged, boolean refused) {
    /** The same after a 200. */
    public Push acknowledgedAt(long tick) {
        return new Push(id, ven, replaces, began, OptionalLong.of(tick), refused);
    }

    /** The same after a final refusal. */
    public Push refusedForGood() {
        return new Push(id, ven, replaces, began, acknowledged, true);
    }
}
