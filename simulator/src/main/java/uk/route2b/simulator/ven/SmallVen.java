package uk.route2b.simulator.ven;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import uk.route2b.simulator.http.LoopbackServer;
import uk.route2b.simulator.openadr.HttpSender;
import uk.route2b.simulator.openadr.LogEntry;
import uk.route2b.simulator.openadr.Message;
import uk.route2b.simulator.openadr.MessageType;
import uk.route2b.simulator.schedule.ThreadSchedule;

/** A running VEN: start it, look at {@link #events()} or {@link #url()}, close it. */
public final class SmallVen implements AutoCloseable {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final int STATUS_BODY_LIMIT = 4096;

    private final VenWorks works;
    private final Optional<LoopbackServer> pushes;
    private final LoopbackServer status;

    private SmallVen(VenWorks works, Optional<LoopbackServer> pushes, LoopbackServer status) {
        this.works = works;
        this.pushes = pushes;
        this.status = status;
    }

    /**
     * Starts one; it registers and polls from now on, and tries again for as long as its VTN can not be reached.
     *
     * @throws java.net.BindException if a port is taken
     */
    public static SmallVen start(VenOptions options) throws IOException {
        SmallVen ven = prepare(options);
        ven.begin();
        return ven;
    }

    /**
     * As {@link #start}, but the VEN does nothing before {@link #begin()}: so that a program can say where it listens
     * before the first step is told.
     *
     * @throws java.net.BindException if a port is taken
     */
    public static SmallVen prepare(VenOptions options) throws IOException {
        ThreadSchedule schedule = ThreadSchedule.start("ven " + options.venId());
        HttpSender sender = new HttpSender(ANSWER_WITHIN);
        VenWorks works = VenWorks.assemble(
                options, schedule, sender, () -> UUID.randomUUID().toString(), InstantSource.system());
        Optional<LoopbackServer> pushes = Optional.empty();
        try {
            pushes = listen(options, works);
            LoopbackServer status =
                    LoopbackServer.start(options.statusPort(), STATUS_BODY_LIMIT, new StatusEndpoint(works).routes());
            return new SmallVen(works, pushes, status);
        } catch (IOException notStarted) {
            pushes.ifPresent(LoopbackServer::close);
            works.close();
            throw notStarted;
        }
    }

    /** Registers and polls from now on. */
    public void begin() {
        works.ven().start();
    }

    private static Optional<LoopbackServer> listen(VenOptions options, VenWorks works) throws IOException {
        if (options.listenPort().isEmpty()) {
            return Optional.empty();
        }
        PushEndpoint endpoint = new PushEndpoint(options.venId(), works.listener(), works.ven(), works.log());
        LoopbackServer server =
                LoopbackServer.start(options.listenPort().getAsInt(), Message.MOST_OCTETS, endpoint.routes());
        works.registration().pushesTo(server.url().toString());
        return Optional.of(server);
    }

    /** The port that tells what the VEN did. */
    public int port() {
        return status.port();
    }

    /** {@code http://127.0.0.1:PORT}; {@code /log} and {@code /events} stand below. */
    public URI url() {
        return status.url();
    }

    /** Where pushes are heard, without the base path. */
    public Optional<URI> pushUrl() {
        return pushes.map(LoopbackServer::url);
    }

    /** Everything posted and received, in order. */
    public List<LogEntry> log() {
        return works.log().entries();
    }

    /** Each version of each event the VEN has acted on, in order. */
    public List<TakenEvent> events() {
        return works.events().all();
    }

    /** Whether it has registered, reports included. */
    public boolean isRegistered() {
        return works.registration().stage() == Registration.Stage.DONE;
    }

    /**
     * Lets the VEN make a request of its own accord, with invented content.
     *
     * @throws IllegalArgumentException if it does not make such a request
     */
    public void ask(MessageType type) {
        works.ask(type);
    }

    @Override
    public void close() {
        pushes.ifPresent(LoopbackServer::close);
        status.close();
        works.close();
    }
}
