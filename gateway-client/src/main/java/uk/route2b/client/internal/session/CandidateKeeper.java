package uk.route2b.client.internal.session;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
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
 * <p>With no configuration to fall back on it goes on trying, unless an identity is refused: a gateway that is down for
 * an hour should not cost another round through the smart meter system.
 */
final class CandidateKeeper implements Link.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(CandidateKeeper.class);
    private static final Duration CLOCK_PAUSE = Duration.ofSeconds(30);
    private static final int ROUNDS_MOST = 3;

    private final EngineParts parts;
    private final Dialler dialler;
    private final RetryPlan plan;
    private final Committed committed;
    private @Nullable Link link;
    private EngineThread.Timer timer = EngineThread.Timer.NONE;
    private int attempts;
    private boolean stopped;
    private String reason = "";

    CandidateKeeper(EngineParts parts, Dialler dialler, RetryPlan plan, Committed committed) {
        this.parts = parts;
        this.dialler = dialler;
        this.plan = plan;
        this.committed = committed;
    }

    /** What happens with the outcome. */
    interface Committed {
        /** Stores welcome and configuration in one commit, and makes the link the one. */
        void store(Link link, LinkReaction.Begin begin) throws IOException;

        /** Tells the DSRSP. */
        void report(LinkControl.Configured outcome) throws IOException;

        /** There is no candidate any more. */
        void over();
    }

    /** Begins with a candidate that was just stored, in place of one that may be under way. */
    void begin() {
        drop();
        attempts = 0;
        dial();
    }

    private void drop() {
        timer.cancel();
        if (link != null) {
            link.close(CloseCode.NORMAL, "another-candidate");
            link = null;
        }
    }

    private void dial() {
        Optional<LinkConfiguration> candidate =
                parts.keeper().state().configurations().candidate();
        if (stopped || link != null || candidate.isEmpty() || parts.keeper().isInDoubt()) {
            return;
        }
        if (!parts.time().maySign()) {
            // A hello numbered by a clock that jumped would lock this CEM out until the time has caught up.
            timer = parts.loop().after(CLOCK_PAUSE, this::dial);
            return;
        }
        List<URI> endpoints = candidate.get().endpoints();
        link = dialler.dial(candidate.get(), endpoints.get(attempts % endpoints.size()), this);
        attempts++;
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

    private boolean isSpent(LinkConfiguration candidate) {
        boolean hasOld = parts.keeper().state().configurations().inForce().isPresent();
        return hasOld && attempts >= ROUNDS_MOST * candidate.endpoints().size();
    }

    private void rollBack(long version, String why) throws IOException {
        CemState state = parts.keeper().state();
        parts.keeper().commit(state.with(state.configurations().rolledBack()));
        LOG.warn("configuration: {} given up, {}; what was in force stays in force", version, why);
        committed.report(new LinkControl.Configured(version, false, why));
        committed.over();
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
