package uk.route2b.client.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.client.ClientLimits;
import uk.route2b.client.CommissioningRecord;
import uk.route2b.client.GatewayListener;
import uk.route2b.client.LinkStatus;
import uk.route2b.client.OpenAdrAnswer;
import uk.route2b.client.OpenAdrRequest;
import uk.route2b.client.internal.okhttp.OkHttpTransport;
import uk.route2b.client.internal.openadr.OpenAdrSide;
import uk.route2b.client.internal.session.Engine;
import uk.route2b.client.internal.session.EngineOrder;
import uk.route2b.client.internal.session.EngineThread;
import uk.route2b.client.internal.session.LinkTransport;
import uk.route2b.client.internal.session.ScheduledEngineThread;
import uk.route2b.client.internal.tunnel.Tunnel;
import uk.route2b.client.spi.Clock;
import uk.route2b.client.spi.HomeAreaNetwork;
import uk.route2b.client.spi.Journal;
import uk.route2b.client.spi.KeySource;
import uk.route2b.client.spi.Signer;
import uk.route2b.client.spi.StepObserver;
import uk.route2b.protocol.configuration.LinkConfiguration;

/** The composition root of the client: the engine with its threads, its sockets and its meter. */
public final class GatewayClientParts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayClientParts.class);
    private static final int CLOSE_SECONDS = 5;

    private final ScheduledExecutorService engineThread = Threads.scheduled("route2b-engine");
    private final ScheduledExecutorService homeThread = Threads.scheduled("route2b-home");
    private final ExecutorService listenerThread = Threads.single("route2b-listener");
    private final ExecutorService answerThread = Threads.single("route2b-answer");
    private final LinkTransport transport;
    private final Journal journal;
    private final Engine engine;
    private final Optional<Tunnel> tunnel;
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @throws IOException if the journal can not be read, or its state is another CEM's */
    public GatewayClientParts(
            CommissioningRecord record,
            Signer signer,
            KeySource keys,
            Journal journal,
            Optional<HomeAreaNetwork> meter,
            Duration readingInterval,
            Optional<LinkConfiguration> installed,
            Optional<Duration> dispatchAge,
            GatewayListener listener,
            Clock clock,
            RandomGenerator random,
            ClientLimits limits,
            String software,
            Set<String> vens,
            StepObserver steps)
            throws IOException {
        this.journal = journal;
        this.transport = new OkHttpTransport(keys, Threads.sockets("route2b-socket"));
        this.engine = Engine.open(new EngineOrder(
                record,
                signer,
                journal,
                clock,
                random,
                new OpenAdrSide(vens, dispatchAge),
                limits,
                installed,
                software,
                transport,
                new ScheduledEngineThread(engineThread),
                listener,
                listenerThread,
                answerThread,
                steps));
        EngineThread home = new ScheduledEngineThread(homeThread);
        this.tunnel = meter.map(part -> new Tunnel(engine, part, readingInterval, home));
    }

    public void start() {
        if (started.compareAndSet(false, true)) {
            engine.start();
            tunnel.ifPresent(Tunnel::start);
        }
    }

    public CompletableFuture<OpenAdrAnswer> send(OpenAdrRequest request) {
        if (closed.get()) {
            return CompletableFuture.completedFuture(new OpenAdrAnswer.NotSent("closed"));
        }
        return engine.send(request);
    }

    public void withdraw(CompletableFuture<OpenAdrAnswer> answer) {
        engine.withdraw(answer);
    }

    public LinkStatus status() {
        return engine.status();
    }

    public void acceptClock() {
        engine.acceptClock();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        engine.stop(stopped::countDown);
        await(stopped);
        homeThread.shutdownNow();
        engineThread.shutdown();
        transport.close();
        listenerThread.shutdown();
        answerThread.shutdown();
        closeJournal();
    }

    private static void await(CountDownLatch stopped) {
        try {
            if (!stopped.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("client: the engine did not stop within {} s; a signer or a journal blocks", CLOSE_SECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeJournal() {
        try {
            journal.close();
        } catch (IOException untidy) {
            LOG.warn("journal: could not be closed; what was committed is safe", untidy);
        }
    }
}
