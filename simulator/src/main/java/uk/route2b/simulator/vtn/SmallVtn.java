package uk.route2b.simulator.vtn;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import uk.route2b.simulator.http.Answer;
import uk.route2b.simulator.http.LoopbackServer;
import uk.route2b.simulator.http.Routes;
import uk.route2b.simulator.openadr.ExchangeLog;
import uk.route2b.simulator.openadr.HttpSender;
import uk.route2b.simulator.openadr.LogEntry;
import uk.route2b.simulator.openadr.Message;
import uk.route2b.simulator.openadr.MessageType;
import uk.route2b.simulator.openadr.OadrService;
import uk.route2b.simulator.schedule.ThreadSchedule;

/** A running VTN: start it, use {@link #url()}, close it. */
public final class SmallVtn implements AutoCloseable {
    private static final Duration PUSH_TIMEOUT = Duration.ofSeconds(15);

    private final ThreadSchedule schedule;
    private final HttpSender sender;
    private final ExchangeLog log;
    private final Dispatcher dispatcher;
    private final LoopbackServer server;

    private SmallVtn(VtnOptions options, ThreadSchedule schedule, HttpSender sender) throws IOException {
        InstantSource clock = InstantSource.system();
        Supplier<String> identifiers = () -> UUID.randomUUID().toString();
        Accounts accounts = new Accounts(options.vens());
        Distributor distributor = new Distributor(options.vtnId(), clock);
        this.schedule = schedule;
        this.sender = sender;
        this.log = new ExchangeLog(schedule);
        this.dispatcher =
                new Dispatcher(accounts, lines(accounts, distributor, options.retryMillis()), identifiers, clock);
        Desk desk = new Desk(options.vtnId(), accounts, distributor, identifiers);
        this.server = LoopbackServer.start(
                options.port(), Message.MOST_OCTETS, routes(new OadrEndpoint(desk, log, options.events())));
    }

    /**
     * Starts one.
     *
     * @throws java.net.BindException if the port is taken
     */
    public static SmallVtn start(VtnOptions options) throws IOException {
        ThreadSchedule schedule = ThreadSchedule.start("vtn");
        HttpSender sender = new HttpSender(PUSH_TIMEOUT);
        try {
            return new SmallVtn(options, schedule, sender);
        } catch (IOException notStarted) {
            sender.close();
            schedule.close();
            throw notStarted;
        }
    }

    private Map<String, PushLine> lines(Accounts accounts, Distributor distributor, long retryMillis) {
        Push push = (url, body) -> sender.postLater(url, body).thenApply(HttpSender.Reply::status);
        Map<String, PushLine> lines = new HashMap<>();
        for (VenAccount account : accounts.all()) {
            account.entry()
                    .pushUrl()
                    .map(url -> new PushLine(account, url, distributor, push, schedule, log, retryMillis))
                    .ifPresent(line -> lines.put(account.venId(), line));
        }
        return lines;
    }

    private Routes routes(OadrEndpoint endpoint) {
        ControlEndpoint control = new ControlEndpoint(dispatcher);
        return new Routes()
                .now("POST", OadrService.BASE_PATH + "/{service}", endpoint::post)
                .now("POST", "/control/events", control::order)
                .now("DELETE", "/control/events/{event}", control::cancel)
                .now("POST", "/control/requests", control::ask)
                .now("GET", "/control/log", request -> Answer.json(200, log.entries()))
                .now("GET", "/health", request -> Answer.json(200, Map.of("status", "up")));
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** {@code http://127.0.0.1:PORT}; the control paths stand directly below. */
    public URI url() {
        return server.url();
    }

    /** What a VEN calls its VTN's URL: with the base path. */
    public URI oadrUrl() {
        return URI.create(url() + OadrService.BASE_PATH);
    }

    /** Everything received and answered, in order. */
    public List<LogEntry> log() {
        return log.entries();
    }

    /** As {@code POST /control/events}. */
    public Optional<Dispatched> dispatch(EventOrder order) {
        return dispatcher.dispatch(order);
    }

    /** As {@code DELETE /control/events/{event}}. */
    public Optional<Dispatched> cancel(String event) {
        return dispatcher.cancel(event, Optional.empty());
    }

    /** As {@code POST /control/requests}: a request of the VTN that waits for the VEN's next poll. */
    public boolean ask(String venId, MessageType type) {
        return dispatcher.ask(venId, type);
    }

    @Override
    public void close() {
        server.close();
        sender.close();
        schedule.close();
    }
}
