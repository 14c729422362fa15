package uk.route2b.prove.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import uk.route2b.client.ClientLimits;
import uk.route2b.client.GatewayListener;
import uk.route2b.client.OpenAdrAnswer;
import uk.route2b.client.OpenAdrPayload;
import uk.route2b.client.OpenAdrRequest;
import uk.route2b.client.internal.openadr.OpenAdrSide;
import uk.route2b.client.internal.session.CemState;
import uk.route2b.client.internal.session.Engine;
import uk.route2b.client.internal.session.EngineOrder;
import uk.route2b.client.internal.tunnel.Tunnel;
import uk.route2b.client.spi.Signer;
import uk.route2b.client.spi.Step;
import uk.route2b.client.spi.StepObserver;
import uk.route2b.prove.book.Ledger;
import uk.route2b.server.register.Ven;

/** One run of a CEM: the real engine and its tunnel on virtual time, and the VENs that take what it holds for them. */
final class CemSide implements GatewayListener {
    /** Few places, so that they get full. */
    static final ClientLimits LIMITS = new ClientLimits(24, 256 * 1024, 4, 64 * 1024, GatewaySide.MESSAGE_OCTETS);

    private static final Duration READING = Duration.ofSeconds(20);
    private final World world;
    private final Household household;
    private final VirtualProcess process;
    private final int life;
    private final StepObserver steps;
    private final Engine engine;
    private final TreeMap<Long, Runnable> waiting = new TreeMap<>();
    private int done;
    private Optional<String> route = Optional.empty();
    private boolean full;

    /** @param life counts the runs of this CEM */
    CemSide(
            World world,
            Household household,
            WallClock clock,
            SimulatedJournal journal,
            Chance chance,
            int life,
            StepObserver steps)
            throws IOException {
        this.world = world;
        this.household = household;
        this.process = new VirtualProcess(world.time());
        this.life = life;
        this.steps = steps;
        this.engine = Engine.open(new EngineOrder(
                world.cast().record(household),
                Signer.of(household.identity().key()),
                journal.of(process),
                clock,
                chance.random(),
                new OpenAdrSide(household.vens().stream().map(Ven::id).collect(Collectors.toSet()), Optional.empty()),
                LIMITS,
                Optional.empty(),
                "simulation",
                world.network().transport(this),
                process.engineThread(),
                this,
                process,
                process,
                this::reached));
        Tunnel tunnel = new Tunnel(engine, world.meter(household), READING, process.engineThread());
        engine.start();
        tunnel.start();
    }

    private void reached(Step step) {
        if (step == Step.DOWN_5_DONE) {
            done++;
        }
        steps.reached(step);
    }

    Household household() {
        return household;
    }

    VirtualProcess process() {
        return process;
    }

    Engine engine() {
        return engine;
    }

    CemState state() {
        return engine.parts().keeper().state();
    }

    /** How many payloads wait for their VEN here. */
    int waiting() {
        return waiting.size();
    }

    /** Whether its places have got full since the last call of {@link #hasPlaces}. */
    boolean isNewlyFull() {
        boolean was = full;
        full = true;
        return !was;
    }

    void hasPlaces() {
        full = false;
    }

    /** Counts changes of the route. */
    void lookAtRoute() {
        Optional<String> now = engine.status().route();
        if (now.isPresent() && !now.equals(route)) {
            boolean away = now.get().equals("2a");
            if (away || route.isPresent()) {
                world.happenings()
                        .fault(away ? Fault.TO_2A : Fault.TO_2B, household.name() + " is on route " + now.get());
            }
            route = now;
        }
    }

    /** A VEN asks. */
    CompletableFuture<OpenAdrAnswer> send(OpenAdrRequest request) {
        return engine.send(request);
    }

    @Override
    public void onPayload(OpenAdrPayload payload, Runnable taken) {
        waiting.put(payload.number(), () -> take(payload, taken));
        long delay = world.venDelay();
        process.after(
                Duration.ofMillis(delay),
                () -> Optional.ofNullable(waiting.get(payload.number())).ifPresent(Runnable::run));
    }

    @Override
    public void onSuperseded(long number) {
        waiting.remove(number);
    }

    /** Of one VEN the oldest first, as polls take them. */
    private void take(OpenAdrPayload payload, Runnable taken) {
        while (!waiting.isEmpty() && waiting.firstKey() < payload.number()) {
            waiting.firstEntry().getValue().run();
        }
        waiting.remove(payload.number());
        hand(payload);
        taken.run();
    }

    private void hand(OpenAdrPayload payload) {
        try {
            world.day().handed(payload.ven().orElse("?"), payload.body().text(), household.name(), life);
        } catch (UncheckedIOException gone) {
            world.happenings().note(household.name() + ": payload " + payload.number() + " cannot be read");
        }
    }

    /** Everything that was handed over is done with: what comes is counted from here. */
    void dayBegins() {
        done = 0;
    }

    /** Power off. */
    void kill(Ledger ledger) {
        process.kill();
        ledger.killed(household.name(), life, done);
    }
}
