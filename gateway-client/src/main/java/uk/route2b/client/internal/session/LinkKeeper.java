package uk.route2b.client.internal.session;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.client.LinkStatus;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.link.LinkReaction;

/** Keeps the link of the configuration in force up: dials, waits, dials again. */
final class LinkKeeper implements Link.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(LinkKeeper.class);
    private static final Duration CLOCK_PAUSE = Duration.ofSeconds(30);
    private static final Duration DRAIN_MOST = Duration.ofHours(24);

    private final EngineParts parts;
    private final Dialler dialler;
    private final RetryPlan plan;
    private final Welcomes welcomes;
    private final EnrolmentDesk enrolment;
    private @Nullable Link link;
    private EngineThread.Timer timer = EngineThread.Timer.NONE;
    private OptionalLong drainMillis = OptionalLong.empty();
    private int endpoint;
    private long welcomedNanos;
    private boolean stopped;
    /** Whether an attempt of ours was given up that may have said hello, and so supersede what stands. */
    private boolean gaveUpAttempt;

    private LinkStatus.State waitState = LinkStatus.State.WAITING;
    private String reason = "";

    LinkKeeper(EngineParts parts, Dialler dialler, RetryPlan plan, Welcomes welcomes, EnrolmentDesk enrolment) {
        this.enrolment = enrolment;
        this.parts = parts;
        this.dialler = dialler;
        this.plan = plan;
        this.welcomes = welcomes;
    }

    /** What happens once a gateway has welcomed us. */
    interface Welcomes {
        void store(Link link, LinkReaction.Begin begin) throws IOException;

        /**
         * The link is gone.
         *
         * @return whether what made it end is mended, so that it may be dialled soon
         */
        boolean lost(LinkEnd end) throws IOException;

        /** The link is gone because this program failed. */
        void broken();
    }

    /** Dials, if there is a configuration and no link. */
    void keepUp() throws IOException {
        timer.cancel();
        if (stopped
                || link != null
                || configuration().isEmpty()
                || parts.keeper().isInDoubt()) {
            return;
        }
        if (!parts.time().maySign()) {
            waitFor(CLOCK_PAUSE, LinkStatus.State.WAITING, "clock");
            LOG.error("link: the device's clock jumped or was not seen for a week, so nothing is signed;"
                    + " look at the clock, then accept it");
            return;
        }
        LinkConfiguration inForce = configuration().get();
        if (!enrolment.isReady(inForce)) {
            enrolment.look();
            waitFor(CLOCK_PAUSE, LinkStatus.State.WAITING, "no-certificate");
            return;
        }
        List<URI> endpoints = inForce.endpoints();
        link = dialler.dial(inForce, endpoints.get(endpoint % endpoints.size()), this);
    }

    private Optional<LinkConfiguration> configuration() {
        return parts.keeper().state().configurations().inForce();
    }

    @Override
    public void welcomed(Link opened, LinkReaction.Begin begin) throws IOException {
        drainMillis = OptionalLong.empty();
        welcomedNanos = parts.time().monotonicNanos();
        endpoint = 0;
        reason = "";
        welcomes.store(opened, begin);
    }

    /** Takes over a link that another configuration opened; it is welcomed already. */
    void replace(Link opened) {
        Link old = link;
        link = opened;
        opened.ownedBy(this);
        timer.cancel();
        endpoint = 0;
        reason = "";
        welcomedNanos = parts.time().monotonicNanos();
        if (old != null) {
            gaveUpAttempt = !old.isOpen();
            old.close(CloseCode.NORMAL, "moved");
        }
    }

    @Override
    public void draining(Link draining, long afterMillis) {
        drainMillis = OptionalLong.of(Math.min(Math.max(0, afterMillis), DRAIN_MOST.toMillis()));
    }

    @Override
    public void ended(Link gone, LinkEnd end) throws IOException {
        if (gone != link) {
            return;
        }
        link = null;
        boolean byOurselves = gaveUpAttempt && end.has(CloseCode.SUPERSEDED);
        gaveUpAttempt = false;
        if (welcomes.lost(end) || byOurselves) {
            waitFor(plan.soon(gone.configuration().timers()), LinkStatus.State.WAITING, end.reason());
            return;
        }
        if (end.welcomed()) {
            plan.stood(Duration.ofNanos(parts.time().monotonicNanos() - welcomedNanos));
        }
        scheduleAfter(end, gone.configuration());
    }

    private void scheduleAfter(LinkEnd end, LinkConfiguration configuration) {
        endpoint = end.welcomed() ? 0 : endpoint + 1;
        boolean roundOver =
                end.welcomed() || endpoint % configuration.endpoints().size() == 0;
        Duration wait = plan.after(end, configuration.timers(), roundOver);
        if (drainMillis.isPresent()) {
            wait = Duration.ofMillis(drainMillis.getAsLong());
            drainMillis = OptionalLong.empty();
        }
        boolean refused = plan.isRefusal(end);
        LOG.info("link: ended, {}; next attempt in {} ms", end.reason(), wait.toMillis());
        waitFor(wait, refused ? LinkStatus.State.REFUSED : LinkStatus.State.WAITING, end.reason());
    }

    private void waitFor(Duration wait, LinkStatus.State state, String why) {
        waitState = state;
        reason = why;
        timer = parts.loop().after(wait, this::keepUp);
    }

    /** After a failure of the engine itself: closed, and tried again like a network that failed. */
    void trouble(String why) {
        Link broken = link;
        link = null;
        welcomes.broken();
        if (broken != null) {
            broken.close(CloseCode.GOING_AWAY, "");
        }
        timer.cancel();
        if (why.equals(Loop.JOURNAL)) { // whoever mends the journal calls keepUp
            waitState = LinkStatus.State.WAITING;
            reason = why;
            return;
        }
        configuration()
                .ifPresent(inForce ->
                        scheduleAfter(new LinkEnd(LinkEnd.By.NETWORK, Optional.empty(), why, true), inForce));
    }

    /** There is room again for what the link was closed for. */
    void room() {
        if (reason.equals(Link.FULL)) {
            dialSoon();
        }
    }

    /** What kept the link down may be over. */
    void dialSoon() {
        if (link == null && !stopped) {
            timer.cancel();
            configuration().ifPresent(inForce -> waitFor(plan.soon(inForce.timers()), waitState, reason));
        }
    }

    /** For good. */
    void stop() {
        stopped = true;
        timer.cancel();
        if (link != null) {
            link.close(CloseCode.NORMAL, "");
            link = null;
        }
    }

    /** The link, if there is an attempt at one. */
    @Nullable
    Link link() {
        return link;
    }

    LinkStatus.State state() {
        if (link != null) {
            return link.isOpen()
                    ? LinkStatus.State.OPEN
                    : link.isGreeting() ? LinkStatus.State.GREETING : LinkStatus.State.DIALLING;
        }
        return configuration().isEmpty() ? LinkStatus.State.NO_CONFIGURATION : waitState;
    }

    String reason() {
        return link == null ? reason : "";
    }

    Optional<URI> endpoint() {
        if (link != null) {
            return Optional.of(link.endpoint());
        }
        return configuration().map(inForce -> {
            List<URI> endpoints = inForce.endpoints();
            return endpoints.get(endpoint % endpoints.size());
        });
    }
}
