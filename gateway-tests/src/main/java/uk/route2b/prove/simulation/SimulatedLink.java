package uk.route2b.prove.simulation;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.route2b.client.internal.session.DialFailure;
import uk.route2b.client.internal.session.LinkTransport;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.link.LinkConnection;
import uk.route2b.server.link.LinkSocket;

/** One socket between a CEM and the gateway, with both of its ends. */
final class SimulatedLink implements LinkTransport.Socket {
    private static final Duration IDLE = Duration.ofMinutes(15);
    private static final Duration DISCONNECT = Duration.ofSeconds(5);
    private static final int ABNORMAL = 1006;
    private static final int QUEUE_MOST = 272;
    private final CemSide cem;
    private final LinkTransport.Events events;
    private final SimulatedNetwork network;
    private final VirtualTime time;
    private final Pipe up;
    private final Pipe down;
    private @Nullable GatewaySide gateway;
    private @Nullable LinkConnection connection;
    private boolean cemKnowsEnd;
    private boolean gatewayKnowsEnd;
    private boolean silent;

    SimulatedLink(CemSide cem, LinkTransport.Events events, SimulatedNetwork network, VirtualTime time) {
        this.cem = cem;
        this.events = events;
        this.network = network;
        this.time = time;
        this.up = new Pipe(time, this::atGateway);
        this.down = new Pipe(time, this::atCem);
    }

    CemSide cem() {
        return cem;
    }

    boolean isBetween(GatewaySide other) {
        return gateway == other;
    }

    /** Whether both ends believe that it stands, and it does. */
    boolean stands() {
        return connection != null && !silent && !cemKnowsEnd && !gatewayKnowsEnd;
    }

    int messages() {
        return Math.max(up.queued(), down.queued());
    }

    void open(GatewaySide opened) {
        gateway = opened;
        connection = opened.connect(cem.household(), new GatewayEnd());
        cem.process().run(() -> events.opened(network.binding(cem.household())));
    }

    void refuse(String why) {
        cemKnowsEnd = true;
        gatewayKnowsEnd = true;
        cem.process()
                .run(() -> events.failed(new DialFailure(DialFailure.Kind.NETWORK, why, "the simulation wants it so")));
    }

    private void atGateway(Octets message, Runnable done) {
        network.delivered(cem.household(), false, message);
        LinkConnection open = connection;
        GatewaySide end = gateway;
        if (open != null && end != null && !gatewayKnowsEnd) {
            end.process().run(() -> open.received(message, done));
        }
    }

    private void atCem(Octets message, Runnable done) {
        network.delivered(cem.household(), true, message);
        if (!cemKnowsEnd) {
            cem.process().run(() -> events.received(message, done));
        }
    }

    @Override
    public boolean send(Octets message) {
        if (cemKnowsEnd || up.queued() >= QUEUE_MOST || !cem.process().isAlive()) {
            return false;
        }
        network.sent(cem.household(), false, message);
        up.send(message, network.delay());
        return true;
    }

    @Override
    public long queued() {
        return up.octets();
    }

    @Override
    public void close(CloseCode code, String reason) {
        if (!cemKnowsEnd && cem.process().isAlive()) {
            cemKnowsEnd = true;
            up.behind(() -> gatewayEnds(code.number(), reason));
        }
    }

    @Override
    public void cancel() {
        cut("cancelled");
    }

    /** Both ends are told soon, and what was under way is gone. Returns how many messages that were. */
    int cut(String why) {
        int lost = silence();
        time.after(network.delay(), () -> gatewayEndsNow(ABNORMAL, ""));
        time.after(network.delay(), () -> cemEnds(why));
        return lost;
    }

    /** Nobody is told: the CEM misses its pong, the gateway sees nothing until it has been idle for long. */
    int halfDead() {
        int lost = silence();
        long ping = Cast.TIMERS.pingSeconds() * DayTime.SECOND;
        time.after(ping + network.delay() * 100, () -> cemEnds("no-pong"));
        time.after(IDLE.toMillis(), () -> gatewayEndsNow(ABNORMAL, ""));
        return lost;
    }

    /** The gateway sleeps: what came lies in its socket, and the CEM misses its pong. */
    void unanswered() {
        long ping = Cast.TIMERS.pingSeconds() * DayTime.SECOND;
        time.after(ping + network.delay(), () -> {
            cemEnds("no-pong");
            up.behind(() -> gatewayEndsNow(ABNORMAL, ""));
        });
    }

    private int silence() {
        silent = true;
        return up.silence() + down.silence();
    }

    private void cemEnds(String why) {
        if (!cemKnowsEnd) {
            cemKnowsEnd = true;
            cem.process().run(() -> events.failed(new DialFailure(DialFailure.Kind.NETWORK, why, "cut")));
        }
    }

    private void gatewayEnds(int code, String reason) {
        if (!silent) {
            gatewayEndsNow(code, reason);
        }
    }

    private void gatewayEndsNow(int code, String reason) {
        LinkConnection open = connection;
        GatewaySide end = gateway;
        if (!gatewayKnowsEnd && open != null && end != null) {
            gatewayKnowsEnd = true;
            end.process().run(() -> open.closed(code, reason));
            network.over(this);
        }
    }

    private void closedByGateway(int code, String reason) {
        if (!silent && !cemKnowsEnd) {
            cemKnowsEnd = true;
            cem.process().run(() -> events.closed(code, reason));
        }
    }

    /** What the gateway holds of it. */
    private final class GatewayEnd implements LinkSocket {
        private boolean closing;

        private boolean isDead() {
            return gateway == null || !gateway.process().isAlive();
        }

        @Override
        public boolean send(Octets message) {
            if (isDead()) {
                return false;
            }
            if (closing || gatewayKnowsEnd) {
                return true;
            }
            network.sent(cem.household(), true, message);
            if (down.queued() >= QUEUE_MOST) {
                return false;
            }
            down.send(message, network.delay());
            return true;
        }

        @Override
        public boolean hasRoom() {
            return down.hasRoom() || silent;
        }

        @Override
        public void whenRoom(Runnable task) {
            down.whenRoom(() ->
                    Optional.ofNullable(gateway).ifPresent(end -> end.process().run(task)));
        }

        @Override
        public void close(int code, String reason) {
            if (closing || isDead()) {
                return;
            }
            closing = true;
            network.closing(cem.household(), code, reason);
            down.behind(() -> closedByGateway(code, reason));
            time.after(DISCONNECT.toMillis(), () -> gatewayEndsNow(code, reason));
        }

        @Override
        public String peer() {
            return cem.household().name();
        }
    }
}
