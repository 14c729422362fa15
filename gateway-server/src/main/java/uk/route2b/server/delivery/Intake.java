package uk.route2b.server.delivery;

import uk.route2b.server.store.Fence;

/** What came of a message that was judged good. */
public enum Intake {
    /** It is stored, and what follows from it is done or begun. */
    TAKEN,
    /** Another session has begun: nothing is stored. */
    STALE,
    /** Too many octets are under way to VTNs: nothing is stored, and it may come again. */
    FULL;

    static Intake of(Fence fence) {
        return fence == Fence.DONE ? TAKEN : STALE;
    }
}
