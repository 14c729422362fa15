package uk.route2b.server.store;

/**
 * How much may wait unsigned for one CEM.
 *
 * @param payloads how many
 * @param octets of their bodies together
 */
public record QueueLimits(int payloads, long octets) {}
