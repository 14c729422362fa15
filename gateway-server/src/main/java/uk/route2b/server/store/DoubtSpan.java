package uk.route2b.server.store;

/**
 * Set by a restore from a copy: what happened between the two is not known to this store.
 *
 * @param afterMillis when the copy was made, milliseconds since 1970
 * @param untilMillis when it was restored
 */
public record DoubtSpan(long afterMillis, long untilMillis) {}
