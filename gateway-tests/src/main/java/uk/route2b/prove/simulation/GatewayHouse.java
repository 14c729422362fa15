package uk.route2b.prove.simulation;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.server.delivery.Step;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.StoreException;

/** Where the gateway stands: clock, store and register stay when its process dies. */
final class GatewayHouse {
    private static final long AGAIN = 10 * DayTime.SECOND;
    private final World world;
    private final GatewayStore store;
    private final WallClock clock;
    private final Map<EntityIdentifier, SimulatedMeter> meters;
    private final Chance chance;
    private final FaultyStore.Refusals refusals = new FaultyStore.Refusals();
    private final Arm<Step> arm;
    private @Nullable GatewaySide gateway;
    private @Nullable GatewaySide asleep;
    private long version = 1;

    GatewayHouse(
            World world,
            GatewayStore store,
            WallClock clock,
            Map<EntityIdentifier, SimulatedMeter> meters,
            Chance chance) {
        this.world = world;
        this.store = store;
        this.clock = clock;
        this.meters = meters;
        this.chance = chance;
        this.arm = new Arm<>(world.happenings(), Fault.GATEWAY_AT_STEP, "gateway", this::die);
    }

    /** The one that listens, if it lives. */
    Optional<GatewaySide> gateway() {
        return Optional.ofNullable(gateway).filter(side -> side.process().isAlive());
    }

    GatewayStore store() {
        return store;
    }

    WallClock clock() {
        return clock;
    }

    Arm<Step> arm() {
        return arm;
    }

    FaultyStore.Refusals refusals() {
        return refusals;
    }

    /** Offers a newer link configuration from the next start on. */
    void offerNext() {
        version++;
    }

    void start() {
        if (gateway().isPresent()) {
            return;
        }
        VirtualProcess process = new VirtualProcess(world.time());
        try {
            gateway = new GatewaySide(ground(process));
            world.happenings().note("gateway starts, offers link configuration " + version);
        } catch (StoreException refused) {
            process.kill();
            world.time().after(AGAIN, this::start);
        }
    }

    private GatewaySide.Ground ground(VirtualProcess process) {
        GatewayStore seen = FaultyStore.around(store, process, chance.branch(), world.happenings(), refusals);
        GatewayStore planted = world.plant().around(seen);
        return new GatewaySide.Ground(
                process,
                world.cast().register(version),
                planted,
                world.plant().aroundForMeters(planted),
                clock,
                clock::monotonicNanos,
                request -> world.vtn().forward(process, request),
                meters,
                (step, key) -> {
                    if (gateway != null && gateway.process() == process) {
                        arm.reached(step);
                    }
                });
    }

    /** Kills it; it comes back by itself. */
    void restart() {
        if (gateway().isPresent()) {
            world.happenings().fault(Fault.GATEWAY_RESTARTED, "gateway is killed");
            die();
        }
    }

    private void die() {
        gateway().ifPresent(side -> {
            bury(side);
            world.time().after(chance.between(2 * DayTime.SECOND, 90 * DayTime.SECOND), this::start);
        });
    }

    private void bury(GatewaySide side) {
        side.process().kill();
        world.network()
                .links(link -> link.isBetween(side))
                .forEach(link -> world.network().cut(link, chance.oneIn(3)));
    }

    /** It sleeps, another one takes its place, it wakes up with what lay in its sockets, and is ended. */
    void sleep() {
        if (gateway().isEmpty() || asleep != null) {
            return;
        }
        GatewaySide side = gateway().get();
        world.happenings().fault(Fault.GATEWAY_SLEPT, "gateway sleeps, another one starts");
        side.process().sleep();
        world.network().links(link -> link.isBetween(side)).forEach(SimulatedLink::unanswered);
        asleep = side;
        gateway = null;
        start();
        world.time().after(chance.between(2 * DayTime.MINUTE, 6 * DayTime.MINUTE), () -> {
            world.happenings().note("the gateway that slept wakes");
            side.process().wake();
            world.time().after(chance.between(30 * DayTime.SECOND, 2 * DayTime.MINUTE), () -> {
                bury(side);
                asleep = null;
            });
        });
    }

    /** The clock is right again; if it has stopped the signing, an operator has looked and starts the gateway anew. */
    void mendClock() {
        clock.setRight();
        if (gateway().filter(side -> !side.clock().maySign()).isPresent()) {
            restart();
        }
    }
}
