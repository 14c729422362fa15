package uk.route2b.server.link;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import uk.route2b.server.configuration.DoorLimits;

/**
 * Decides about a connection before any work of TLS: how many begin in a second, how many handshakes are under way, and
 * how many of one address are not upgraded yet. Safe for use by several threads; it never blocks.
 */
public final class Door {
    private static final int NETWORK_OCTETS = 8;
    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

    private final DoorLimits limits;
    private final LongSupplier nanos;
    private final Map<InetAddress, Integer> waiting = new HashMap<>();
    private int handshakes;
    private double tokens;
    private long filled;

    /** @param nanos monotonic */
    public Door(DoorLimits limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
        this.tokens = burst();
        this.filled = nanos.getAsLong();
    }

    public DoorLimits limits() {
        return limits;
    }

    /** What came of a connection: a pass, or the reason to close it. */
    public record Entry(Optional<Pass> pass, String refusal) {
        private static Entry refused(String reason) {
            return new Entry(Optional.empty(), reason);
        }
    }

    /** A connection from {@code from} has begun. */
    public synchronized Entry enter(InetAddress from) {
        InetAddress address = household(from);
        int others = waiting.getOrDefault(address, 0);
        if (others >= limits.waitingPerAddress()) {
            return Entry.refused("door-address");
        }
        if (handshakes >= limits.handshakes()) {
            return Entry.refused("door-handshakes");
        }
        if (!token()) {
            return Entry.refused("door-rate");
        }
        handshakes++;
        waiting.put(address, others + 1);
        return new Entry(Optional.of(new Pass(address)), "");
    }

    /** One host has a whole /64 of IPv6 addresses. */
    private static InetAddress household(InetAddress from) {
        if (!(from instanceof Inet6Address)) {
            return from;
        }
        byte[] octets = from.getAddress();
        Arrays.fill(octets, NETWORK_OCTETS, octets.length, (byte) 0);
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("sixteen octets are an address", impossible);
        }
    }

    private boolean token() {
        long now = nanos.getAsLong();
        double gained = (double) (now - filled) / SECOND_NANOS * limits.acceptsPerSecond();
        tokens = Math.min(burst(), tokens + gained);
        filled = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    private double burst() {
        return 2.0 * limits.acceptsPerSecond();
    }

    /** How many handshakes are under way. */
    public synchronized int handshakes() {
        return handshakes;
    }

    /** How many connections are not upgraded yet. */
    public synchronized int waiting() {
        return waiting.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The place of one connection; each step is done once, however often it is told. */
    public final class Pass {
        private final InetAddress address;
        private boolean shaken;
        private boolean through;
        private Runnable afterwards = () -> {};

        private Pass(InetAddress address) {
            this.address = address;
        }

        /** The handshake is over, well or not. */
        public void shaken() {
            synchronized (Door.this) {
                if (!shaken) {
                    shaken = true;
                    handshakes--;
                }
            }
        }

        /** It has been upgraded, or has closed. */
        public void through() {
            shaken();
            Runnable last = () -> {};
            synchronized (Door.this) {
                if (!through) {
                    through = true;
                    last = afterwards;
                    waiting.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
                }
            }
            last.run();
        }

        /** Runs {@code task} once it is through; at once if it is already. */
        public void onThrough(Runnable task) {
            boolean already;
            synchronized (Door.this) {
                already = through;
                afterwards = task;
            }
            if (already) {
                task.run();
            }
        }

        /** Whether the handshake is over. */
        public boolean isShaken() {
            synchronized (Door.this) {
                return shaken;
            }
        }

        /** Whether it is neither waiting for its upgrade nor in a handshake any more. */
        public boolean isThrough() {
            synchronized (Door.this) {
                return through;
            }
        }
    }
}
