package uk.route2b.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.route2b.commandline.AtomicFiles;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.Protection;
import uk.route2b.server.configuration.ConfigurationReader;
import uk.route2b.server.configuration.Environment;
import uk.route2b.server.configuration.ServerConfiguration;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.StoreException;
import uk.route2b.server.store.sqlite.SqliteCopy;
import uk.route2b.server.store.sqlite.SqliteLock;
import uk.route2b.server.store.sqlite.SqliteReplacement;
import uk.route2b.server.store.sqlite.SqliteStore;

/** The command {@code server restore}. */
@Command(
        name = "restore",
        header = "Puts a copy back in the place of a gateway's store, while no server uses it.",
        description = {
            "",
            "Checks every page of the copy, marks what it cannot know, and puts it in the place of the store; the store"
                    + " that was there is kept beside it. Prints what may be lost and what is in doubt.",
            "A gateway restored so reuses no counter and begins nothing twice: what a CEM signed before its first hello"
                    + " and the copy does not know is answered 03 (in doubt) instead of being forwarded, and payloads"
                    + " that waited in the copy become dead letters.",
            "If it is interrupted no server starts until it has been run again.",
            "",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  route2b server restore --config server.yaml --from server.copy --force",
            "  route2b server restore --config server.yaml --from found.db \\",
            "      --copied-at 2026-11-23T02:00:00Z",
        })
final class RestoreCommand implements Callable<Integer> {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'.replaced-'yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration file.")
    private Path config = Path.of("");

    @Option(names = "--from", required = true, paramLabel = "FILE", description = "The copy; it stays as it is.")
    private Path from = Path.of("");

    @Option(
            names = "--copied-at",
            paramLabel = "TIME",
            converter = MomentConverter.class,
            description = "When the copy was made, if it does not say so itself; earlier is safe, later is not.")
    private @Nullable Instant copiedAt;

    @Option(names = "--force", description = "Replace the store that is there; it is kept beside the new one.")
    private boolean force;

    @Option(names = "--json", description = "Answer for a program.")
    private boolean json;

    private final Console console;

    RestoreCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ServerConfiguration configuration = ConfigurationReader.read(config, new Environment(System.getenv()));
        Path store = StoreFile.of(configuration, config);
        StoreFile.requireThere(from, "name a file that route2b server backup wrote");
        StoreFile.requireOther(store, from, "--from");
        AtomicFiles.makeFolder(store.resolveSibling(""), Protection.OWNER_ONLY);
        try (SqliteLock held = SqliteLock.take(store)) {
            new AtomicFiles(force).refuseIfInTheWay(store);
            removeUnfinished(store);
            restore(configuration, held, store).print(console, json);
            return ExitCode.DONE.number();
        } catch (StoreException failed) {
            throw StoreFile.failed(store, failed);
        } catch (IOException failed) {
            throw AtomicFiles.failed(store, failed);
        }
    }

    private RestoreReport restore(ServerConfiguration configuration, SqliteLock held, Path store) throws IOException {
        requireSound();
        Instant now = InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS);
        Instant made = CopyMoment.of("the copy " + from, SqliteCopy.copiedAt(from), Optional.ofNullable(copiedAt), now);
        String name = NAME.format(now);
        Optional<String> replaced = Files.exists(store) ? Optional.of(store.getFileName() + name) : Optional.empty();
        Path fresh = Files.createTempFile(store.resolveSibling(""), "." + store.getFileName(), ".new");
        try {
            SqliteCopy.writeAgain(from, fresh, made.toEpochMilli());
            RestoreReport report;
            try (GatewayStore opened =
                    SqliteStore.openCopy(fresh, configuration.store().node(), InstantSource.system())) {
                report = RestoreReport.mark(configuration, opened, made, now, DoubtMargin.span(made, now), replaced);
            }
            SqliteCopy.unmark(fresh);
            synchronise(fresh);
            SqliteReplacement.put(held, fresh, name);
            return report;
        } finally {
            removeBeside(fresh);
        }
    }

    private void requireSound() {
        try {
            SqliteCopy.check(from);
        } catch (StoreException unsound) {
            throw new CommandFailure(
                    ExitCode.INPUT,
                    from.toString(),
                    unsound.failure(),
                    unsound.remedy() + "; nothing was replaced",
                    unsound);
        }
    }

    private static void synchronise(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** What a restore left that was killed; whoever holds the lock knows that none is under way. */
    private static void removeUnfinished(Path store) throws IOException {
        String name = Pattern.quote("." + store.getFileName()) + "[0-9]+\\.new.*";
        try (Stream<Path> beside = Files.list(store.resolveSibling(""))) {
            for (Path left : beside.filter(file -> file.getFileName().toString().matches(name))
                    .toList()) {
                Files.delete(left);
            }
        }
    }

    private static void removeBeside(Path fresh) throws IOException {
        for (String ending : List.of("", "-wal", "-shm", "-journal", ".lock")) {
            Files.deleteIfExists(fresh.resolveSibling(fresh.getFileName() + ending));
        }
    }
}
