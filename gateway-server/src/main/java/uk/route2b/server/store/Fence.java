package uk.route2b.server.store;

/** Whether a transaction was done, or refused because somebody else owns the CEM's session by now. */
public enum Fence {
    DONE,
    /** The epoch given is not the one stored: nothing has changed. */
    STALE
}
