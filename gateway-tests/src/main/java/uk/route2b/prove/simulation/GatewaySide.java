package uk.route2b.prove.simulation;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.server.clock.SigningClock;
import uk.route2b.server.configuration.DccEntry;
import uk.route2b.server.configuration.DeliveryLimits;
import uk.route2b.server.configuration.ServerConfiguration;
import uk.route2b.server.delivery.ConfigurationDesk;
import uk.route2b.server.delivery.Counterpart;
import uk.route2b.server.delivery.Delivery;
import uk.route2b.server.delivery.Fallback;
import uk.route2b.server.delivery.Pruning;
import uk.route2b.server.delivery.PushVerdict;
import uk.route2b.server.delivery.Reconcile;
import uk.route2b.server.delivery.StepObserver;
import uk.route2b.server.link.Admission;
import uk.route2b.server.link.LinkConnection;
import uk.route2b.server.link.LinkServices;
import uk.route2b.server.link.LinkSocket;
import uk.route2b.server.register.Register;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.Retention;
import uk.route2b.server.tunnel.AlertReceiver;
import uk.route2b.server.tunnel.ConfigurationSender;
import uk.route2b.server.tunnel.LabelOrder;
import uk.route2b.server.tunnel.SmartMeterChannel;
import uk.route2b.server.tunnel.TunnelSender;
import uk.route2b.server.tunnel.WriteOutcome;
import uk.route2b.server.vtn.BoundedUpstream;
import uk.route2b.server.vtn.PushedPayload;
import uk.route2b.server.vtn.VtnUpstream;

/** One run of the gateway: its real parts, put together as the server does, on virtual time. */
final class GatewaySide {
    static final int MESSAGE_OCTETS = 65_536;
    /** Small queues, so that they get full. */
    static final DeliveryLimits LIMITS =
            new DeliveryLimits(3, 64 * 1024, 1024 * 1024, 128 * 1024, 256 * 1024, Duration.ofMinutes(5));

    private static final Duration TUNNEL_RETRY = Duration.ofMinutes(15);
    private static final Duration PRUNE = Duration.ofHours(3);
    private static final Retention RETENTION = new Retention(Duration.ofHours(30), Duration.ofDays(3));
    private final VirtualProcess process;
    private final SigningClock clock;
    private final Delivery delivery;
    private final Admission admission;
    private final AlertReceiver alerts;
    private final AtomicLong links = new AtomicLong();

    /** What a gateway stands on. */
    record Ground(
            VirtualProcess process,
            Register register,
            GatewayStore store,
            GatewayStore storeOfMeters,
            WallClock wall,
            LongSupplier nanos,
            VtnUpstream upstream,
            Map<EntityIdentifier, SimulatedMeter> meters,
            StepObserver steps) {}

    GatewaySide(Ground ground) {
        this.process = ground.process();
        // An operator has looked at the clock before each start.
        this.clock = new SigningClock(ground.wall(), ground.nanos(), OptionalLong.empty());
        this.delivery = delivery(ground, ground.store());
        delivery.recover();
        Reconcile reconcile = delivery.reconcile();
        Pruning pruning = new Pruning(ground.store(), RETENTION, clock, process.timers(), PRUNE, process).start();
        ConfigurationDesk desk = new ConfigurationDesk(clock, ground.store());
        LinkServices services = new LinkServices(
                delivery.counterparts(),
                delivery.inbox(),
                delivery.pump(),
                desk,
                Ecdsa.PLATFORM,
                clock,
                process.timers(),
                Duration.ofSeconds(10),
                MESSAGE_OCTETS,
                ServerConfiguration.LinkLimits.DEFAULT.refusals());
        this.admission = new Admission(ground.register().dsrsps().get(0), services, links);
        TunnelSender sender = new TunnelSender(channel(ground), process, process.timers(), tunnel());
        Delivery ofMeters =
                ground.store() == ground.storeOfMeters() ? delivery : delivery(ground, ground.storeOfMeters());
        this.alerts = new AlertReceiver(ofMeters.counterparts(), ofMeters.inbox(), sender, clock, Ecdsa.PLATFORM);
        Fallback fallback = delivery.fallback(sender);
        ConfigurationSender configurations =
                new ConfigurationSender(delivery.counterparts(), desk, sender, process.timers(), TUNNEL_RETRY).start();
        process.atDeath(() -> {
            fallback.close();
            reconcile.close();
            pruning.close();
            configurations.close();
        });
    }

    private Delivery delivery(Ground ground, GatewayStore store) {
        return new Delivery(new Delivery.Needs(
                ground.register(),
                store,
                clock,
                process.timers(),
                process,
                new BoundedUpstream(ground.upstream()),
                ground.steps(),
                LIMITS,
                MESSAGE_OCTETS));
    }

    private static ServerConfiguration.Tunnel tunnel() {
        return new ServerConfiguration.Tunnel(
                DccEntry.at(URI.create("http://dcc.example"), List.of()), 4, Duration.ofSeconds(20), TUNNEL_RETRY, 64);
    }

    private SmartMeterChannel channel(Ground ground) {
        return new SmartMeterChannel() {
            @Override
            public CompletionStage<WriteOutcome> write(LabelOrder order) {
                CompletableFuture<WriteOutcome> outcome = new CompletableFuture<>();
                SimulatedMeter written = ground.meters().get(order.meter());
                if (written != null && process.isAlive()) {
                    written.write(order.labels(), told -> process.run(() -> outcome.complete(told)));
                }
                return outcome;
            }

            @Override
            public AutoCloseable listen(AlertListener listener) {
                throw new UnsupportedOperationException("the simulation hands alerts over itself");
            }
        };
    }

    VirtualProcess process() {
        return process;
    }

    SigningClock clock() {
        return clock;
    }

    Delivery delivery() {
        return delivery;
    }

    Counterpart counterpart(Household household) {
        return delivery.counterparts().find(Cast.key(household)).orElseThrow();
    }

    LinkConnection connect(Household household, LinkSocket socket) {
        return admission.connect(
                new Admission.Decision.Admitted(
                        counterpart(household), household.identity().certificate(), household.der()),
                socket);
    }

    /** A VTN pushes; {@code told} hears the answer unless the process dies before. */
    void push(Household household, PushedPayload payload, Duration patience, Consumer<PushVerdict> told) {
        process.run(() -> delivery.outbox().push(Cast.key(household), payload, patience, verdict -> {
            if (process.isAlive()) {
                told.accept(verdict);
            }
        }));
    }

    /** The VTN has read its final answer. */
    void told(Household household, PushVerdict verdict) {
        verdict.payload()
                .ifPresent(number -> process.run(() -> delivery.outbox().told(Cast.key(household), number)));
    }

    void alert(EntityIdentifier meter, String text) {
        process.run(() -> alerts.alert(meter, text));
    }
}
