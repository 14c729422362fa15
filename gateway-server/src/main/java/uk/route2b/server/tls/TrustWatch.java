package uk.route2b.server.tls;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.link.LinkTrust;
import uk.route2b.server.schedule.Lane;
import uk.route2b.server.schedule.Timers;

/**
 * Whom the link trusts now: reads its files every two seconds and takes a change whole. Files that cannot be read, or
 * do not hold what they should, change nothing; the log and the status say so. Safe for use by several threads.
 */
public final class TrustWatch implements AutoCloseable {
    /** With it, what is removed or revoked has closed its sockets within the five seconds of design section 10. */
    public static final Duration INTERVAL = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(TrustWatch.class);

    private final TrustFiles files;
    private final InstantSource clock;
    private final Timers timers;
    private final Lane lane;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private List<Octets> seen;
    private volatile Held held;

    private record Held(LinkTrust trust, Instant since, String problem) {}

    private TrustWatch(TrustFiles files, InstantSource clock, Timers timers, Executor workers)
            throws TrustFiles.BadFile {
        this.files = files;
        this.clock = clock;
        this.timers = timers;
        this.lane = new Lane(workers, fault -> LOG.error("a bug in the look at trust files", fault));
        this.seen = files.read();
        this.held = new Held(files.trust(seen, clock.instant()), clock.instant(), "");
    }

    /**
     * Reads the files.
     *
     * @throws CommandFailure exit code 5 if they do not do: at the start there is nothing older to keep
     */
    public static TrustWatch open(
            Path authorities, List<Path> lists, InstantSource clock, Timers timers, Executor workers) {
        try {
            return new TrustWatch(new TrustFiles(authorities, lists), clock, timers, workers);
        } catch (TrustFiles.BadFile bad) {
            throw new CommandFailure(
                    ExitCode.KEY,
                    "the link trusts nobody",
                    String.valueOf(bad.getMessage()),
                    "correct trust or revocationLists in the configuration, or the file",
                    bad);
        }
    }

    /**
     * Begins to look.
     *
     * @param changed told of each trust that takes the place of another; {@link #current} is that one already
     */
    public TrustWatch start(Consumer<LinkTrust> changed) {
        timers.after(INTERVAL, () -> {
            if (!stopped.get()) {
                lane.execute(() -> look(changed));
            }
        });
        return this;
    }

    public LinkTrust current() {
        return held.trust();
    }

    /**
     * How the files stand.
     *
     * @param since when what holds now was taken
     * @param problem why the files as they are now were not taken; empty text if they were
     */
    public record Report(String since, int authorities, int revocationLists, String problem) {}

    public Report report() {
        Held now = held;
        return new Report(
                now.since().toString(),
                now.trust().anchors().certificates().size(),
                now.trust().lists().lists().size(),
                now.problem());
    }

    private void look(Consumer<LinkTrust> changed) {
        try {
            List<Octets> contents = files.read();
            if (!contents.equals(seen) || !held.problem().isEmpty()) {
                take(contents, changed);
            }
        } catch (TrustFiles.BadFile bad) {
            keep(String.valueOf(bad.getMessage()));
        } finally {
            start(changed);
        }
    }

    private void take(List<Octets> contents, Consumer<LinkTrust> changed) throws TrustFiles.BadFile {
        LinkTrust trust = files.trust(contents, clock.instant());
        seen = contents;
        held = new Held(trust, clock.instant(), "");
        LOG.warn("trust files have changed, and hold from now on: {}", trust);
        changed.accept(trust);
    }

    private void keep(String problem) {
        if (!held.problem().equals(problem)) {
            LOG.error("trust files do not do, and what they said before still holds: {}", problem);
        }
        held = new Held(held.trust(), held.since(), problem);
    }

    @Override
    public void close() {
        stopped.set(true);
    }
}
