package uk.route2b.client.testing;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import uk.route2b.client.ClientLimits;
import uk.route2b.client.CommissioningRecord;
import uk.route2b.client.LinkStatus;
import uk.route2b.client.OpenAdrAnswer;
import uk.route2b.client.OpenAdrRequest;
import uk.route2b.client.internal.openadr.OpenAdrSide;
import uk.route2b.client.internal.session.Engine;
import uk.route2b.client.internal.session.EngineOrder;
import uk.route2b.client.internal.tunnel.Tunnel;
import uk.route2b.client.spi.Journal;
import uk.route2b.client.spi.Signer;
import uk.route2b.client.spi.StepObserver;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.link.LinkReaction;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.tunnel.Direction;
import uk.route2b.protocol.tunnel.Fragment;
import uk.route2b.protocol.tunnel.FragmentSplitter;

/** An engine with everything around it faked: socket, clock, scheduler, journal, gateway. */
public final class EngineBench {
    public static final String ENDPOINT = "wss://gateway.example/route2b";

    public final TestIdentities identities = TestIdentities.shared();
    public final HandTime time = new HandTime(TestIdentities.NOW);
    public final MemoryJournal journal = new MemoryJournal();
    public final FakeTransport transport = new FakeTransport();
    public final RecordingListener listener = new RecordingListener();
    public final TestGateway gateway = new TestGateway(identities, TestIdentities.NOW.toEpochMilli());
    public final FakeMeter meter = new FakeMeter();

    @SuppressWarnings("NullAway.Init") // every test starts one
    public Engine engine;

    private final List<CompletableFuture<OpenAdrAnswer>> unheard = new ArrayList<>();
    private boolean withMeter;
    private Optional<Journal> files = Optional.empty();

    private Optional<LinkConfiguration> installed = Optional.of(identities.configuration(1, ENDPOINT));
    private Set<String> vens = Set.of("VEN_1");
    private RandomGenerator random = new Random(1);
    private ClientLimits limits = ClientLimits.DEFAULT;
    private Optional<Duration> dispatchAge = Optional.empty();
    private StepObserver steps = StepObserver.NONE;
    private CommissioningRecord record = identities.record();

    public EngineBench installed(Optional<LinkConfiguration> configuration) {
        installed = configuration;
        return this;
    }

    /** Connects the meter: labels are read every second. */
    public EngineBench withMeter() {
        withMeter = true;
        return this;
    }

    /** Another record than that of the identities. */
    public EngineBench record(CommissioningRecord other) {
        record = other;
        return this;
    }

    public EngineBench vens(String... names) {
        vens = Set.of(names);
        return this;
    }

    public EngineBench random(RandomGenerator generator) {
        random = generator;
        return this;
    }

    public EngineBench limits(ClientLimits few) {
        limits = few;
        return this;
    }

    /** Another journal than the one in memory. */
    public EngineBench journal(Journal other) {
        files = Optional.of(other);
        return this;
    }

    /** Ends the engine as a process that stops. */
    public void close() throws IOException {
        engine.stop(() -> {});
        time.settle();
        files.orElse(journal).close();
    }

    public EngineBench steps(StepObserver observer) {
        steps = observer;
        return this;
    }

    public EngineBench dispatchAge(Duration age) {
        dispatchAge = Optional.of(age);
        return this;
    }

    /** Starts an engine, or after a crash another one on the same journal. */
    public EngineBench start() {
        try {
            engine = Engine.open(new EngineOrder(
                    record,
                    Signer.of(identities.cem().key()),
                    files.orElse(journal),
                    time,
                    random,
                    new OpenAdrSide(vens, dispatchAge),
                    limits,
                    installed,
                    "test 1",
                    transport,
                    time,
                    listener,
                    Runnable::run,
                    Runnable::run,
                    steps));
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
        if (withMeter) {
            Tunnel tunnel = new Tunnel(engine, meter, Duration.ofSeconds(1), time);
            engine.start();
            tunnel.start();
        } else {
            engine.start();
        }
        time.settle();
        return this;
    }

    /** Shows the fragments of {@code message} one after the other, each for two reading intervals. */
    public void showByMeter(SignedMessage message, int messageId) {
        for (Fragment fragment : FragmentSplitter.split(message.octets(), Direction.DOWN, messageId)) {
            meter.show(fragment.text());
            time.pass(Duration.ofSeconds(2));
        }
        meter.show("");
        time.pass(Duration.ofSeconds(1));
    }

    /** The signed messages that the CEM sent up as alerts since the last look. */
    public List<SignedMessage> byMeter() {
        return meter.takeMessages();
    }

    /** Starts, opens, greets and welcomes. */
    public EngineBench open() {
        start();
        return welcome();
    }

    /** Plays the gateway's part from the upgrade to the welcome on the last socket dialled. */
    public EngineBench welcome() {
        LinkReaction.Greet greet = greet();
        deliver(gateway.welcome(greet));
        return this;
    }

    /** A welcome without a look at the hello, which was discarded. */
    public void greetAgain() throws IOException {
        transport.last().events().opened(identities.binding());
        time.settle();
        long hello = engine.status().counters().lastSent();
        deliver(gateway.welcomeTo(hello));
    }

    /** The same by a gateway whose clock says {@code now}. */
    public void welcomeAt(Instant now) {
        LinkReaction.Greet greet = greet();
        gateway.at(now.toEpochMilli());
        deliver(gateway.welcome(greet));
    }

    public LinkReaction.Greet greet() {
        FakeTransport.FakeSocket socket = transport.last();
        gateway.upgraded(identities.binding());
        gateway.at(time.wall().toEpochMilli());
        socket.events().opened(identities.binding());
        time.settle();
        List<Octets> hello = socket.take();
        if (hello.size() != 1) {
            throw new AssertionError("expected hello alone, not " + hello);
        }
        return (LinkReaction.Greet) gateway.receive(hello.get(0));
    }

    public void deliver(Octets message) {
        transport.last().events().received(message, () -> {});
        time.settle();
    }

    /** What the client sent since the last look, as the gateway sees it. */
    public List<LinkReaction> gatewaySees() {
        return transport.last().take().stream().map(gateway::receive).toList();
    }

    public CompletableFuture<OpenAdrAnswer> send(String text) {
        CompletableFuture<OpenAdrAnswer> answer = engine.send(OpenAdrRequest.of(Payloads.createdEvent(text)));
        time.settle();
        return answer;
    }

    /** Sends without waiting for the answer. */
    public void say(String text) {
        say(OpenAdrRequest.of(Payloads.createdEvent(text)));
    }

    public void say(OpenAdrRequest request) {
        unheard.add(engine.send(request));
        time.settle();
    }

    public void push(SignedMessage message) {
        deliver(message.octets());
    }

    public LinkStatus status() {
        return engine.status();
    }

    public LinkStatus.State state() {
        return status().state();
    }
}
