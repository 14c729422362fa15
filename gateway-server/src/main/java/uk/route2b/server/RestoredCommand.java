package uk.route2b.server;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;
import uk.route2b.server.configuration.ConfigurationReader;
import uk.route2b.server.configuration.Environment;
import uk.route2b.server.configuration.ServerConfiguration;
import uk.route2b.server.configuration.StoreEntry;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.StoreException;
import uk.route2b.server.store.sqlite.SqliteCopy;

/** The command {@code server restored}. */
@Command(
        name = "restored",
        header = "Tells a store that it was put back to an earlier moment by other means than server restore.",
        description = {
            "",
            "For a PostgreSQL database after pg_restore or recovery to a point in time, or for an SQLite file that was"
                    + " copied back by hand. Run it once, with every server of that store stopped, before the first one"
                    + " starts: what the store cannot know is answered 03 (in doubt) from then on, and nothing is begun"
                    + " twice.",
            "",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  route2b server restored --config server.yaml --copied-at 2026-11-23T02:00:00Z",
            "  route2b server restored --config server.yaml --copied-at 2026-11-23 --json",
        })
final class RestoredCommand implements Callable<Integer> {
    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration file.")
    private Path config = Path.of("");

    @Option(
            names = "--copied-at",
            paramLabel = "TIME",
            converter = MomentConverter.class,
            description = "The moment to which the store was put back; earlier is safe, later is not. A copy of"
                    + " server backup says it itself.")
    private @Nullable Instant copiedAt;

    @Option(names = "--json", description = "Answer for a program.")
    private boolean json;

    private final Console console;

    RestoredCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ServerConfiguration configuration = ConfigurationReader.read(config, new Environment(System.getenv()));
        StoreEntry.Place place = configuration.store().place();
        try {
            mark(configuration, place).print(console, json);
            return ExitCode.DONE.number();
        } catch (StoreException failed) {
            throw StoreFile.failed(Path.of(place.toString()), failed);
        }
    }

    /** A copy loses its own mark last: until then no server opens it. */
    private RestoreReport mark(ServerConfiguration configuration, StoreEntry.Place place) {
        Instant now = InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<Instant> given = Optional.ofNullable(copiedAt);
        OptionalLong said = OptionalLong.empty();
        if (place instanceof StoreEntry.Sqlite sqlite) {
            StoreFile.requireThere(sqlite.file(), "check store.sqlite in " + config);
            said = SqliteCopy.copiedAt(sqlite.file());
        }
        Instant made = CopyMoment.of("the store " + place, said, given, now);
        RestoreReport report;
        try (GatewayStore store = Stores.openCopy(configuration.store(), InstantSource.system())) {
            report = RestoreReport.mark(configuration, store, made, now, DoubtMargin.span(made, now), Optional.empty());
        }
        if (place instanceof StoreEntry.Sqlite sqlite && said.isPresent()) {
            SqliteCopy.unmark(sqlite.file());
        }
        return report;
    }
}
