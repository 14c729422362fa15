package uk.route2b.server.store.sequence;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.GatewayStore;

/** What a seed decides, with the time and what the model says that is sensible. */
final class Draw implements InstantSource {
    private static final int MINUTES_BETWEEN_MOST = 2;

    final Random random;
    private long nowMillis = 1_795_000_000_000L;
    private long payloads;
    private int newestTunnelId;

    Draw(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(nowMillis);
    }

    /** Some time between two calls. */
    void pass() {
        nowMillis +=
                random.nextInt((int) Duration.ofMinutes(MINUTES_BETWEEN_MOST).toMillis());
    }

    void passHours(int hours) {
        nowMillis += Duration.ofHours(hours).toMillis();
    }

    /** Mostly the epoch that is stored. */
    long epoch(GatewayStore model, CemKey key) {
        long epoch = model.load(key).epoch();
        return random.nextInt(12) == 0 ? epoch + (random.nextBoolean() ? 1 : -1) : epoch;
    }

    /** A payload with this number has been queued. */
    void queued(long number) {
        payloads = Math.max(payloads, number);
    }

    long anyPayload() {
        return payloads == 0 ? 1 : 1 + random.nextInt((int) payloads);
    }

    /** A message has this number on route 2a now. */
    void inTunnel(int id) {
        newestTunnelId = id;
    }

    int anyTunnelId() {
        return random.nextBoolean() ? newestTunnelId : random.nextInt(4);
    }

    /** A moment of the last week. */
    long thisWeek() {
        return nowMillis - random.nextInt((int) Duration.ofDays(7).toMillis());
    }

    Octets octets(String kind, int most) {
        byte[] noise = new byte[random.nextInt(most)];
        random.nextBytes(noise);
        return Octets.concat(Octets.ofText(kind + " "), Octets.of(noise));
    }
}
