package uk.route2b.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.server.configuration.ServerConfiguration;
import uk.route2b.server.configuration.StoreEntry;
import uk.route2b.server.store.StoreException;

/** The SQLite file of a configuration, for the commands that copy it and put copies back. */
final class StoreFile {
    private StoreFile() {}

    /**
     * The file.
     *
     * @throws CommandFailure if the configuration names PostgreSQL, which has better means of its own
     */
    static Path of(ServerConfiguration configuration, Path config) {
        if (configuration.store().place() instanceof StoreEntry.Sqlite sqlite) {
            return sqlite.file().toAbsolutePath();
        }
        throw new CommandFailure(
                ExitCode.INPUT,
                config.toString(),
                "its store is PostgreSQL, which is copied and put back by its own means",
                "pg_dump or pg_basebackup with WAL archiving copy it; after any restore to an earlier moment, with all"
                        + " servers stopped: route2b server restored --config " + config + " --copied-at TIME");
    }

    /** Fails unless {@code file} is there. */
    static void requireThere(Path file, String remedy) {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure(
                    ExitCode.INPUT,
                    file.toString(),
                    Files.exists(file) ? "it is no file" : "there is no such file",
                    remedy);
        }
    }

    /** Fails if both are the same file. */
    static void requireOther(Path one, Path other, String option) {
        try {
            if (Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other)) {
                throw new CommandFailure(
                        ExitCode.USAGE, option, "it names the store itself", "name another file with " + option);
            }
        } catch (IOException failed) {
            throw new CommandFailure(
                    ExitCode.IO, other.toString(), String.valueOf(failed.getMessage()), "check the path", failed);
        }
    }

    /** What a store says when it fails, in the words of a command. */
    static CommandFailure failed(Path store, StoreException failed) {
        return new CommandFailure(
                ExitCode.IO, store.toString(), failed.failure(), failed.remedy() + "; nothing has changed", failed);
    }
}
