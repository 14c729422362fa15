package uk.route2b.client.internal.session;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.link.LinkReaction;

/**
 * Tries a new link configuration beside the old link: committed after a signed welcome, else given up and reported.
 *
 * <p>Without an open link to fall back on it goes on trying, unless an identity is refused or its time is past: a
 * gateway that is down for an hour should not cost another round through the smart meter system. One whose time has not
 * come is held until then.
 */
final class CandidateKeeper implements Link.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(CandidateKeeper.class);
    private static final Duration CLOCK_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_SLEEP = Duration.ofHours(1);
    private static final int ROUNDS_MOST = 3;

    private final EngineParts parts;
    private final Dialler dialler;
    private final RetryPlan plan;
    private final Committed committed;
    private final EnrolmentDesk enrolment;
    private @Nullable Link link;
    private EngineThread.Timer timer = EngineThread.Timer.NONE;
    private int attempts;
    private int attemptsBeside;
    private boolean stopped;
    private String reason = "";

    CandidateKeeper(EngineParts parts, Dialler dialler, RetryPlan plan, Committed committed, EnrolmentDesk enrolment) {
        this.enrolment = enrolment;
        this.parts = parts;
        this.dialler = dialler;
        this.plan = plan;
        this.committed = committed;
    }

    /** What happens with the outcome. */
    interface Committed {
        /** Stores welcome and configuration in one commit, and makes the link the one. */
        void store(Link link, LinkReaction.Begin begin) throws IOException;

        /** Whether the old link is open now: only beside it does an attempt tell of the candidate alone. */
        boolean hasOldLink();

        /** Tells the DSRSP. */
        void report(LinkControl.Configured outcome) throws IOException;

        /** Tells the DSRSP of the failure that was stored. */
        void reportFailure() throws IOException;

        /** There is no candidate any more. */
        void over() throws IOException;
    }

    /** Begins with a candidate that was just stored, in place of one that may be under way. */
    void begin() throws IOException {
        drop();
        attempts = 0;
        attemptsBeside = 0;
        dial();
    }

    private void drop() {
        timer.cancel();
        if (link != null) {
            link.close(CloseCode.NORMAL, "another-candidate");
            link = null;
        }
    }

    private void dial() throws IOException {
        Optional<LinkConfiguration> candidate =
                parts.keeper().state().configurations().candidate();
        if (stopped || link != null || candidate.isEmpty() || parts.keeper().isInDoubt()) {
            return;
        }
        if (isPast(candidate.get())) {
            rollBack(candidate.get().version(), "notAfter: past");
            return;
        }
        Duration early = untilItsTime(candidate.get());
        if (!early.isZero()) {
            // A clock that is set meanwhile is seen after an hour at most.
            timer = parts.loop().after(early.compareTo(LONGEST_SLEEP) < 0 ? early : LONGEST_SLEEP, this::dial);
            return;
        }
        if (!parts.time().maySign()) {
            // A hello numbered by a clock that jumped would lock this CEM out until the time has caught up.
            timer = parts.loop().after(CLOCK_PAUSE, this::dial);
            return;
        }
        if (!enrolment.isReady(candidate.get())) {
            enrolment.lookAtOnce();
            return;
        }
        List<URI> endpoints = candidate.get().endpoints();
        link = dialler.dial(candidate.get(), endpoints.get(attempts % endpoints.size()), this);
        attempts++;
        attemptsBeside += committed.hasOldLink() ? 1 : 0;
    }

    private Instant now() {
        return parts.time().validity(parts.keeper().state().time());
    }

    private boolean isPast(LinkConfiguration candidate) {
        return candidate.notAfterMillis().orElse(Long.MAX_VALUE) < now().toEpochMilli();
    }

    private Duration untilItsTime(LinkConfiguration candidate) {
        long millis = candidate.notBeforeMillis().orElse(0L) - now().toEpochMilli();
        return Duration.ofMillis(Math.max(0, millis));
    }

    @Override
    public void welcomed(Link opened, LinkReaction.Begin begin) throws IOException {
        long version = opened.configuration().version();
        link = null;
        committed.store(opened, begin);
        LOG.info("configuration: {} committed", version);
        committed.report(new LinkControl.Configured(version, true, ""));
        committed.over();
    }

    @Override
    public void draining(Link draining, long afterMillis) {
        LOG.info("configuration: the new gateway drains, the candidate is tried again");
    }

    @Override
    public void ended(Link gone, LinkEnd end) throws IOException {
        if (gone != link) {
            return;
        }
        link = null;
        reason = end.reason();
        LinkConfiguration candidate = gone.configuration();
        boolean roundOver = attempts % candidate.endpoints().size() == 0;
        Duration wait = plan.after(end, candidate.timers(), roundOver);
        if (plan.isRefusal(end) && roundOver || isSpent(candidate)) {
            rollBack(candidate.version(), end.reason());
        } else {
            timer = parts.loop().after(wait, this::dial);
        }
    }

    /** A home whose internet fails says nothing about the candidate, so only attempts beside the old link count. */
    private boolean isSpent(LinkConfiguration candidate) {
        return attemptsBeside >= ROUNDS_MOST * candidate.endpoints().size();
    }

    private void rollBack(long version, String why) throws IOException {
        CemState state = parts.keeper().state();
        parts.keeper().commit(state.with(state.configurations().rolledBack(why)));
        LOG.warn("configuration: {} given up, {}; what was in force stays in force", version, why);
        committed.reportFailure();
        committed.over();
    }

    /** There is no certificate to show for it. */
    void refused(String why) throws IOException {
        Optional<LinkConfiguration> candidate =
                parts.keeper().state().configurations().candidate();
        if (candidate.isPresent() && !enrolment.isReady(candidate.get())) {
            reason = why;
            drop();
            rollBack(candidate.get().version(), why);
        }
    }

    void trouble() {
        drop();
        timer = parts.loop().after(Duration.ofSeconds(30), this::dial);
    }

    void stop() {
        stopped = true;
        drop();
    }

    @Nullable
    Link link() {
        return link;
    }

    String reason() {
        return reason;
    }
}
