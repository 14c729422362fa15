package uk.route2b.protocol.link;

/** Where a link stands. It only moves forward. */
public enum LinkPhase {
    /** Upgraded; hello, or its answer, is awaited and nothing else may travel. */
    GREETING,
    /** Welcomed; messages flow. */
    OPEN,
    CLOSED
}
