package uk.route2b.server.link;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import uk.route2b.server.configuration.DoorLimits;

/**
 * Decides about a connection before any work of TLS: how many begin in a second, how many handshakes are under way, and
 * how many of one address are not upgraded yet. Once as many handshakes are under way as may be, one of the address
 * that has the most makes room, so a few addresses cannot keep all others out. Safe for use by several threads; it
 * never blocks.
 */
public final class Door {
    private static final int NETWORK_OCTETS = 8;
    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

    private final DoorLimits limits;
    private final LongSupplier nanos;
    private final Map<InetAddress, Integer> waiting = new HashMap<>();
    /** Handshakes under way, the oldest first. */
    private final Set<Pass> underWay = new LinkedHashSet<>();

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

    /** A connection as the door sees it. */
    public interface Caller {
        /** Whether it has sent anything at all. */
        boolean hasSpoken();

        /** Closes it; another one takes its place. */
        void makeRoom();
    }

    private record Decision(Entry entry, Optional<Pass> evicted) {
        static Decision refused(String reason) {
            return new Decision(Entry.refused(reason), Optional.empty());
        }
    }

    /** A connection from {@code from} has begun. */
    public Entry enter(InetAddress from) {
        Decision decision = decide(from);
        decision.evicted().ifPresent(Pass::leave);
        return decision.entry();
    }

    private synchronized Decision decide(InetAddress from) {
        InetAddress address = household(from);
        int others = waiting.getOrDefault(address, 0);
        if (others >= limits.waitingPerAddress()) {
            return Decision.refused("door-address");
        }
        boolean full = underWay.size() >= limits.handshakes();
        Optional<Pass> evicted = full ? crowding(address) : Optional.empty();
        if (full && evicted.isEmpty()) {
            return Decision.refused("door-handshakes");
        }
        if (!token()) {
            return Decision.refused("door-rate");
        }
        evicted.ifPresent(underWay::remove);
        Pass pass = new Pass(address);
        underWay.add(pass);
        waiting.put(address, others + 1);
        return new Decision(new Entry(Optional.of(pass), ""), evicted);
    }

    /**
     * Who makes room for one more from {@code address}: of the address that has the most handshakes under way the
     * oldest that has said nothing; else its oldest, if it has more than twice as many as the newcomer's.
     */
    private Optional<Pass> crowding(InetAddress address) {
        Map<InetAddress, Integer> counts = new HashMap<>();
        underWay.forEach(pass -> counts.merge(pass.address, 1, Integer::sum));
        Map.Entry<InetAddress, Integer> most = Collections.max(counts.entrySet(), Map.Entry.comparingByValue());
        List<Pass> crowd = underWay.stream()
                .filter(pass -> pass.caller != null && pass.address.equals(most.getKey()))
                .toList();
        boolean unfair = most.getValue() > 2 * (counts.getOrDefault(address, 0) + 1);
        return crowd.stream()
                .filter(pass -> !hasSpoken(pass))
                .findFirst()
                .or(() -> crowd.stream().filter(pass -> unfair).findFirst());
    }

    private static boolean hasSpoken(Pass pass) {
        Caller caller = pass.caller;
        return caller != null && caller.hasSpoken();
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
        return underWay.size();
    }

    /** How many connections are not upgraded yet. */
    public synchronized int waiting() {
        return waiting.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The place of one connection; each step is done once, however often it is told. */
    public final class Pass {
        private final InetAddress address;
        private @Nullable Caller caller;
        private boolean shaken;
        private boolean through;
        private Runnable afterwards = () -> {};

        private Pass(InetAddress address) {
            this.address = address;
        }

        /** Who has this place; from now on it may have to make room. */
        public void of(Caller connection) {
            synchronized (Door.this) {
                caller = connection;
            }
        }

        private void leave() {
            Caller leaving;
            synchronized (Door.this) {
                leaving = caller;
            }
            through();
            if (leaving != null) {
                leaving.makeRoom();
            }
        }

        /** The handshake is over, well or not. */
        public void shaken() {
            synchronized (Door.this) {
                if (!shaken) {
                    shaken = true;
                    underWay.remove(this);
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
