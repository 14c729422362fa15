package uk.route2b.simulator.metersystem;

/** What can go wrong in the smart meter system. */
public enum Fault {
    /** A command never reaches its meter. */
    LOSS,
    /** A command is carried out and its response never comes back. */
    RESPONSE_LOSS,
    /** A command is carried out again later: ECS46a has no protection against replay. */
    REPEAT,
    /** Some labels of one command are written and some are not; the response says which. */
    PARTIAL,
    /** The labels of one command become visible in the home one after the other. */
    TORN,
    /** An alert never arrives. */
    ALERT_LOSS,
    /** An alert arrives a second time, later. */
    ALERT_REPEAT,
    /** An alert arrives after the next one of its meter. */
    ALERT_REORDER
}
