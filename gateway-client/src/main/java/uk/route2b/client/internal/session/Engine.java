package uk.route2b.client.internal.session;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.client.LinkStatus;
import uk.route2b.client.OpenAdrAnswer;
import uk.route2b.client.OpenAdrRequest;
import uk.route2b.protocol.configuration.CemCertificate;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.configuration.LinkTimers;
import uk.route2b.protocol.link.Capabilities;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.link.LinkReaction;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.octets.Octets;

/** The CEM's end as a whole: wires the parts, and does what concerns more than one of them. */
public final class Engine {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    /** Between two looks at a journal that fails. */
    private static final Duration JOURNAL_PAUSE = Duration.ofSeconds(5);

    /** What this version reads; nothing else is sent to it. */
    private static final Capabilities READS = new Capabilities(Map.of(
            PrivateMessageCode.OPENADR,
                    EnumSet.of(
                            ContentFormat.RECEIPT,
                            ContentFormat.XML,
                            ContentFormat.XML_ZLIB,
                            ContentFormat.EXCHANGE,
                            ContentFormat.EXCHANGE_ZLIB),
            PrivateMessageCode.LINK_CONFIGURATION, EnumSet.of(ContentFormat.JSON, ContentFormat.JSON_ZLIB),
            PrivateMessageCode.CREDENTIALS, EnumSet.of(ContentFormat.RECEIPT, ContentFormat.DER),
            PrivateMessageCode.LINK_CONTROL, EnumSet.of(ContentFormat.JSON)));

    private final EngineParts parts;
    private final EngineOrder order;
    private final MessageWriter writer;
    private final Intake intake;
    private final Outbox outbox;
    private final PayloadDesk desk;
    private final LinkKeeper link;
    private final CandidateKeeper candidate;
    private final FailureReport failure;
    private final EnrolmentDesk enrolment;
    private final StatusBoard board;
    private ControlRoute tunnel = ControlRoute.NONE;
    private EngineThread.Timer fallbackTimer = EngineThread.Timer.NONE;
    private EngineThread.Timer recovery = EngineThread.Timer.NONE;

    private Engine(EngineOrder order, StateKeeper keeper) {
        this.order = order;
        Timekeeper time = new Timekeeper(order.clock(), keeper.state().time());
        Loop loop = new Loop(order.thread());
        this.parts = new EngineParts(
                order.record(), order.signer(), keeper, time, loop, order.limits(), new Tally(), order.steps());
        this.writer = new MessageWriter(parts);
        this.desk = new PayloadDesk(parts, order.listener(), order.callbacks());
        this.outbox = new Outbox(parts, writer, order.payloads().answers(parts), desk, order.completions());
        Signers signers = new Signers(order.record());
        ConfigurationIntake configurations = new ConfigurationIntake(parts, this::tryCandidate);
        this.intake = new Intake(
                parts,
                writer,
                signers,
                Map.of(
                        PrivateMessageCode.OPENADR,
                        order.payloads().decision(parts, desk),
                        PrivateMessageCode.LINK_CONFIGURATION,
                        configurations,
                        PrivateMessageCode.CREDENTIALS,
                        new CredentialIntake(parts, signers, this::signersChanged)));
        LinkOffice office = new LinkOffice(parts, writer, intake, outbox, signers, READS, order.software());
        this.enrolment = new EnrolmentDesk(parts, writer, new Enrolling());
        this.outbox.onCredentials(enrolment::settle);
        Dialler dialler = new Dialler(order.transport(), office, enrolment);
        this.link = new LinkKeeper(parts, dialler, new RetryPlan(order.random()), new Current(), enrolment);
        this.candidate = new CandidateKeeper(parts, dialler, new RetryPlan(order.random()), new Next(), enrolment);
        this.failure = new FailureReport(parts, writer, new Ways());
        this.board = new StatusBoard(parts, link, candidate, outbox, desk);
        loop.onTrouble(this::trouble);
        loop.afterEach(board::publish);
        desk.onRoom(this::room);
    }

    /** A gateway that we could not believe, or that had no key for us, may be another one now. */
    private void signersChanged() {
        link.dialSoon();
    }

    /**
     * Takes up the stored state.
     *
     * @throws IOException if it can not be read, or is another CEM's
     */
    public static Engine open(EngineOrder order) throws IOException {
        return new Engine(order, StateKeeper.open(order.journal(), order.clock(), order.record()));
    }

    /** Connects route 2a; before {@link #start}. */
    public void tunnel(ControlRoute route) {
        tunnel = route;
    }

    public EngineParts parts() {
        return parts;
    }

    /** The monotonic clock. */
    public long nanos() {
        return parts.time().monotonicNanos();
    }

    /** Whether messages may be numbered now. */
    public boolean maySign() {
        return parts.time().maySign();
    }

    public MessageWriter writer() {
        return writer;
    }

    public Intake intake() {
        return intake;
    }

    public Outbox outbox() {
        return outbox;
    }

    /** Begins to dial. */
    public void start() {
        parts.loop().run(() -> {
            desk.handAll();
            install();
            candidate.begin();
            awaitFallback();
            link.keepUp();
            enrolment.look();
        });
    }

    /** Without a link for as long as the configuration says, what is urgent goes through the meter. */
    private void awaitFallback() {
        if (tunnel == ControlRoute.NONE || !fallbackTimer.equals(EngineThread.Timer.NONE)) {
            return;
        }
        LinkTimers timers = parts.keeper()
                .state()
                .configurations()
                .inForce()
                .map(LinkConfiguration::timers)
                .orElse(LinkTimers.DEFAULT);
        fallbackTimer = parts.loop().after(Duration.ofSeconds(timers.fallbackAfterSeconds()), this::fallBack);
    }

    private void fallBack() throws IOException {
        outbox.fallBack(tunnel);
        failure.tell();
    }

    /** What was kept back on 2a by the journal or the clock; nothing else would send it before the next link. */
    private void resumeFallback() throws IOException {
        if (outbox.isFallenBack()) {
            outbox.resume();
            failure.tell();
        }
    }

    private void install() throws IOException {
        CemState state = parts.keeper().state();
        Configurations held = state.configurations();
        if (order.installed().isPresent()
                && held.inForce().isEmpty()
                && held.candidate().isEmpty()) {
            parts.keeper()
                    .commit(state.with(
                            Configurations.installed(order.installed().get())));
        }
    }

    /** Sends, some time; never throws. */
    public CompletableFuture<OpenAdrAnswer> send(OpenAdrRequest request) {
        CompletableFuture<OpenAdrAnswer> answer = new CompletableFuture<>();
        parts.loop().run(() -> outbox.submit(request, answer));
        return answer;
    }

    /** Takes a request back unless it is signed. */
    public void withdraw(CompletableFuture<OpenAdrAnswer> answer) {
        parts.loop().run(() -> outbox.withdraw(answer));
    }

    /** An operator found the device's clock right. */
    public void acceptClock() {
        parts.loop().run(() -> {
            parts.time().accept();
            link.keepUp();
            resumeFallback();
        });
    }

    public LinkStatus status() {
        return board.status();
    }

    /** Closes the links; {@code then} runs last. */
    public void stop(Runnable then) {
        parts.loop().run(() -> {
            candidate.stop();
            enrolment.stop();
            link.stop();
            fallbackTimer.cancel();
            recovery.cancel();
            outbox.close();
            board.closed();
            board.publish();
            then.run();
        });
    }

    /** Sends by 2b if there is a link, else by 2a. */
    public void sendEither(Octets message) throws IOException {
        Link open = openLink();
        if (open != null) {
            open.send(message);
        } else {
            sendByMeter(message);
        }
    }

    /** Sends by 2a under the next message id. */
    public void sendByMeter(Octets message) throws IOException {
        CemState state = parts.keeper().state();
        parts.keeper().commit(state.withTunnelMessageUsed());
        tunnel.send(message, state.tunnelMessage());
    }

    private @Nullable Link openLink() {
        Link current = link.link();
        return current != null && current.isOpen() ? current : null;
    }

    private void tryCandidate() throws IOException {
        candidate.begin();
    }

    /** No state has changed unless its commit returned, so what is stored goes on once the journal works again. */
    private void trouble(String reason) {
        link.trouble(reason);
        candidate.trouble();
        boolean awaited = !recovery.equals(EngineThread.Timer.NONE); // one that is put off might never come
        if ((reason.equals(Loop.JOURNAL) || parts.keeper().isInDoubt()) && !awaited) {
            recovery = parts.loop().after(JOURNAL_PAUSE, this::recover);
        }
    }

    private void recover() throws IOException {
        recovery = EngineThread.Timer.NONE;
        parts.keeper().requireSound();
        desk.removeTaken();
        install();
        parts.loop().recovered();
        candidate.begin();
        link.keepUp();
        resumeFallback();
        enrolment.look();
    }

    /** A link that was closed because too much waited is worth another try once half of it has gone. */
    private void room() throws IOException {
        Link current = openLink();
        if (current != null) {
            current.unpark();
        }
        Inbox inbox = parts.keeper().state().inbox();
        boolean half = inbox.entries().size() <= order.limits().waitingPayloads() / 2
                && inbox.octets() <= order.limits().waitingOctets() / 2;
        if (half) {
            link.room();
        }
    }

    private CemState welcomed(Link opened, LinkControl.Welcome welcome) {
        CemState before = parts.keeper().state();
        Credentials credentials = before.credentials();
        CemState held = opened.shown()
                .map(shown ->
                        before.with(credentials.with(credentials.enrolment().welcomed(shown))))
                .orElse(before);
        reportGaps(held, welcome);
        CemState state = held.restored()
                .map(span -> held.with(span.boundedBy(welcome.timeMillis(), welcome.floor())))
                .orElse(held);
        return state.with(state.received().raiseFloor(welcome.floor()))
                .with(state.sent().raiseAbove(welcome.accepted()))
                .with(state.time().atLeast(welcome.timeMillis()))
                .withEpoch(welcome.epoch());
    }

    /** A gap heals itself; that something was lost in it has to be said. */
    private static void reportGaps(CemState state, LinkControl.Welcome welcome) {
        if (Long.compareUnsigned(welcome.accepted(), state.sent().last()) > 0) {
            LOG.warn(
                    "link: the gateway has accepted counter {} and we only know of {}: this state is older than the"
                            + " last one that was used; what was in it since is lost",
                    Long.toUnsignedString(welcome.accepted()),
                    Long.toUnsignedString(state.sent().last()));
        }
    }

    private void reportRestored() {
        parts.keeper()
                .state()
                .restored()
                .ifPresent(span -> LOG.warn(
                        "link: this CEM goes on from a copy of {}, restored at {}: what it took, sent and was answered in"
                                + " between may be lost; messages of the DSRSP up to counter {} that the copy does not"
                                + " know are answered as in doubt and not acted on",
                        span.copied(),
                        span.restored(),
                        Long.toUnsignedString(span.doubtUntil())));
    }

    private void begin(Link opened, LinkControl.Welcome welcome) throws IOException {
        parts.time().trust(welcome.timeMillis());
        fallbackTimer.cancel();
        fallbackTimer = EngineThread.Timer.NONE;
        LOG.info("link: open to {}, epoch {}", opened.endpoint(), welcome.epoch());
        reportRestored();
        outbox.opened(opened, welcome);
        failure.tell();
        enrolment.look();
    }

    /** The link of the configuration in force. */
    private final class Current implements LinkKeeper.Welcomes {
        @Override
        public void store(Link opened, LinkReaction.Begin begin) throws IOException {
            parts.keeper().commit(welcomed(opened, begin.welcome()));
            begin(opened, begin.welcome());
        }

        @Override
        public boolean lost(LinkEnd end) throws IOException {
            if (end.by() == LinkEnd.By.IDENTITY) {
                enrolment.notAccepted();
            }
            boolean gaveUp = end.saysCounterSpent() && outbox.giveUpSpent();
            outbox.closed();
            awaitFallback();
            return gaveUp;
        }

        @Override
        public void broken() {
            outbox.closed();
            awaitFallback();
        }
    }

    /** The link of a candidate. */
    private final class Next implements CandidateKeeper.Committed {
        @Override
        public void store(Link opened, LinkReaction.Begin begin) throws IOException {
            CemState next = welcomed(opened, begin.welcome());
            parts.keeper().commit(next.with(next.configurations().committed()));
            link.replace(opened);
            begin(opened, begin.welcome());
        }

        @Override
        public boolean hasOldLink() {
            return openLink() != null;
        }

        @Override
        public void report(LinkControl.Configured outcome) throws IOException {
            if (parts.time().maySign()) {
                sendEither(writer.control(outcome).octets());
            }
        }

        @Override
        public void reportFailure() throws IOException {
            failure.tell();
        }

        @Override
        public void over() throws IOException {
            link.keepUp();
        }
    }

    /** The ways up. */
    private final class Ways implements FailureReport.Routes {
        @Override
        public boolean hasLink() {
            return openLink() != null;
        }

        @Override
        public boolean hasMeter() {
            return tunnel != ControlRoute.NONE;
        }

        @Override
        public void send(Octets message) throws IOException {
            sendEither(message);
        }
    }

    /** What enrolment needs. */
    private final class Enrolling implements EnrolmentDesk.Surroundings {
        @Override
        public boolean hasLink() {
            return openLink() != null;
        }

        @Override
        public boolean hasMeter() {
            return tunnel != ControlRoute.NONE;
        }

        @Override
        public void byLink(Octets message) throws IOException {
            Link open = openLink();
            if (open != null) {
                open.send(message);
            }
        }

        @Override
        public void byMeter(Octets message, int messageId) throws IOException {
            tunnel.send(message, messageId);
        }

        /** A candidate that waited is dialled; a link under the old certificate is made anew under the new one. */
        @Override
        public void issued() throws IOException {
            if (parts.keeper().state().configurations().candidate().isPresent()) {
                candidate.begin();
            }
            Link open = openLink();
            boolean isEnrolled = open != null && open.configuration().certificate() == CemCertificate.ENROL;
            if (open != null && isEnrolled) {
                open.endByUs(CloseCode.NORMAL, "renewed");
            } else {
                link.keepUp();
            }
        }

        @Override
        public void refused(String reason) throws IOException {
            candidate.refused(reason);
        }
    }
}
