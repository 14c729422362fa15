package uk.route2b.server.vtn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.configuration.Secret;
import uk.route2b.server.register.PushToken;
import uk.route2b.server.register.Register;
import uk.route2b.server.register.Register.VenAddress;
import uk.route2b.server.register.Ven;
import uk.route2b.server.schedule.Timers;

/**
 * Whom a push token stands for, by what its file says now: one that is changed, emptied or removed lets nobody in any
 * more within {@link #EVERY}, and the one that stands there then does. Safe for use by several threads.
 */
public final class PushTokens implements AutoCloseable {
    /** How long a token may outlive its file. */
    public static final Duration EVERY = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(PushTokens.class);

    private final List<Kept> kept = new ArrayList<>();
    /** Those of the environment, which does not change. */
    private final Map<Octets, VenAddress> fixed;

    private final Timers timers;
    private final Executor workers;
    private volatile Map<Octets, VenAddress> byDigest = Map.of();
    private volatile Timers.Timer next = () -> {};
    private volatile boolean closed;

    /** The token of one VEN as it was read last; only {@link #look} changes it, and it never runs twice at once. */
    private static final class Kept {
        private final VenAddress address;
        private final Path file;
        private Optional<FileTime> changed = Optional.empty();
        private Optional<Octets> digest;

        Kept(VenAddress address, Path file, Optional<Octets> digest) {
            this.address = address;
            this.file = file;
            this.digest = digest;
        }
    }

    /** @param workers read files */
    public PushTokens(Register register, Timers timers, Executor workers) {
        this.timers = timers;
        this.workers = workers;
        Map<Octets, VenAddress> ofEnvironment = new HashMap<>();
        register.cems()
                .forEach(key -> register.cem(key).orElseThrow().vens().forEach(ven -> {
                    VenAddress address = new VenAddress(key, ven);
                    file(ven)
                            .ifPresentOrElse(
                                    file -> kept.add(new Kept(address, file, ven.tokenDigest())),
                                    () -> ven.tokenDigest().ifPresent(digest -> ofEnvironment.put(digest, address)));
                }));
        this.fixed = Map.copyOf(ofEnvironment);
        index();
    }

    private static Optional<Path> file(Ven ven) {
        return ven.token().filter(Secret.InFile.class::isInstance).map(secret -> ((Secret.InFile) secret).file());
    }

    /** Begins to look at the files. */
    public PushTokens start() {
        schedule();
        return this;
    }

    /**
     * Whom {@code token} stands for.
     *
     * <p>Looked up by its SHA-256: how long that takes tells nothing about any token.
     */
    public Optional<VenAddress> byToken(String token) {
        return Optional.ofNullable(byDigest.get(Octets.ofText(token).sha256()));
    }

    private void schedule() {
        if (!closed) {
            next = timers.after(EVERY, () -> {
                try {
                    workers.execute(this::lookAndGoOn);
                } catch (RejectedExecutionException stopping) {
                    LOG.debug("push tokens are not read any more: the server stops", stopping);
                }
            });
        }
    }

    private void lookAndGoOn() {
        try {
            look();
        } finally {
            schedule();
        }
    }

    /** Looks at every file now. */
    void look() {
        boolean any = false;
        for (Kept each : kept) {
            any |= look(each);
        }
        if (any) {
            index();
        }
    }

    private static boolean look(Kept each) {
        Optional<FileTime> changed = changed(each.file);
        if (changed.isPresent() && changed.equals(each.changed)) {
            return false;
        }
        Optional<Octets> digest = changed.flatMap(there -> read(each));
        boolean other = !digest.equals(each.digest);
        if (other) {
            LOG.warn(
                    digest.isPresent()
                            ? "the push token of VEN {} is another one now, the old one lets nobody in"
                            : "the push token of VEN {} is revoked: nothing can be pushed to it",
                    each.address.ven().id());
        }
        // What could not be read, or was empty, is read again: it may have been caught in the middle of a change.
        each.changed = digest.isPresent() ? changed : Optional.empty();
        each.digest = digest;
        return other;
    }

    private static Optional<FileTime> changed(Path file) {
        try {
            return Optional.of(
                    Files.readAttributes(file, BasicFileAttributes.class).lastModifiedTime());
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** The same demands as at a start: one that can be guessed is none. */
    private static Optional<Octets> read(Kept each) {
        try {
            String token = new Secret.InFile(each.file).read().text().strip();
            return token.isEmpty() || PushToken.fault(token).isPresent()
                    ? Optional.empty()
                    : Optional.of(Octets.ofText(token).sha256());
        } catch (CommandFailure gone) {
            return Optional.empty();
        }
    }

    private void index() {
        Map<Octets, VenAddress> index = new HashMap<>(fixed);
        for (Kept each : kept) {
            // Of two VENs with the same token the first keeps it: nobody can take another's by writing it down again.
            each.digest.ifPresent(digest -> index.putIfAbsent(digest, each.address));
        }
        byDigest = Map.copyOf(index);
    }

    @Override
    public void close() {
        closed = true;
        next.cancel();
    }
}
