package uk.route2b.server.store;

/** Whether a transaction was done, or refused because somebody else owns the CEM's session by now. */
public enum Fence {
    DONE,
    /** The epoch given is not the one stored: nothing has changed. */
    STALE,
    /** The payload that was to be signed is not queued any more: nothing has changed. */
    GONE
}
