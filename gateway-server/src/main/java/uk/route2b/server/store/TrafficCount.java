package uk.route2b.server.store;

/**
 * What was counted in one window.
 *
 * @param scope a CEM, or the fleet of a DSRSP
 * @param threshold which threshold counts it, by a text that changes with its meaning
 * @param beginsMillis where the window begins, milliseconds since 1970
 */
public record TrafficCount(String scope, String threshold, long beginsMillis, long count, long octets) {}
