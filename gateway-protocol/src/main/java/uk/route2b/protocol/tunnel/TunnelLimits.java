package uk.route2b.protocol.tunnel;

import java.time.Duration;

/**
 * What a reassembler may hold for one originator. Anybody who can write labels can feed it.
 *
 * @param openMessages messages of one originator that may be open; the oldest goes for a newer one
 * @param characters characters kept in all open messages of one originator together
 * @param octets octets of one message, inflated
 * @param age how long an open message waits for its next fragment
 */
public record TunnelLimits(int openMessages, int characters, int octets, Duration age) {
    /** Four messages, 256 Ki characters and 1 MiB each, a day. */
    public static final TunnelLimits DEFAULT = new TunnelLimits(4, 256 * 1024, 1024 * 1024, Duration.ofDays(1));
}
