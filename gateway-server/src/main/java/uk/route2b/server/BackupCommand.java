package uk.route2b.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.route2b.commandline.AtomicFiles;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.JsonOutput;
import uk.route2b.commandline.Protection;
import uk.route2b.server.configuration.ConfigurationReader;
import uk.route2b.server.configuration.Environment;
import uk.route2b.server.store.StoreException;
import uk.route2b.server.store.sqlite.SqliteCopy;

/** The command {@code server backup}. */
@Command(
        name = "backup",
        header = "Copies the store of a gateway, also while it runs.",
        description = {
            "",
            "Writes one consistent moment of the SQLite store to a file, checks every page of it, and gives it its name"
                    + " only once it is whole and on the disk. The server need not stop and is not held up; its log grows"
                    + " until the copy is done. Only its owner may read the copy: the messages of homes stand in it.",
            "The copy says in itself when it was made, and no server opens it as it is: server restore puts it back and"
                    + " takes care that nothing is begun twice.",
            "A store in PostgreSQL is copied by its own means: pg_dump, or pg_basebackup with WAL archiving.",
            "",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  route2b server backup --config server.yaml --out server-2026-11-23.db",
            "  route2b server backup --config server.yaml --out server.copy --force --json",
        })
final class BackupCommand implements Callable<Integer> {
    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration file.")
    private Path config = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The copy; its folder must be there.")
    private Path out = Path.of("");

    @Option(names = "--force", description = "Replace an older copy of that name.")
    private boolean force;

    @Option(names = "--json", description = "Answer for a program.")
    private boolean json;

    private final Console console;

    BackupCommand(Console console) {
        this.console = console;
    }

    /** The answer for a program. */
    record Answer(String store, String copy, Instant copiedAt, long octets, String checked) {}

    @Override
    public Integer call() {
        Path store = StoreFile.of(ConfigurationReader.read(config, new Environment(System.getenv())), config);
        StoreFile.requireThere(store, "start the server once, or check store.sqlite in " + config);
        StoreFile.requireOther(store, out, "--out");
        if (out.toString().equals("-")) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--out", "a copy cannot go to standard output", "name a file with --out");
        }
        Instant now = InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS);
        try {
            new AtomicFiles(force)
                    .write(out, Protection.OWNER_ONLY, copy -> SqliteCopy.write(store, copy, now.toEpochMilli()));
            report(new Answer(store.toString(), out.toString(), now, Files.size(out), "ok"));
        } catch (StoreException failed) {
            throw StoreFile.failed(store, failed);
        } catch (IOException failed) {
            throw AtomicFiles.failed(out, failed);
        }
        return ExitCode.DONE.number();
    }

    private void report(Answer answer) {
        if (json) {
            JsonOutput.write(console.out(), answer);
            return;
        }
        console.out()
                .println(answer.copy() + ": a copy of " + answer.store() + " as it was at " + answer.copiedAt() + ", "
                        + answer.octets() + " octets, every page checked");
    }
}
