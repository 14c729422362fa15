package uk.route2b.prove.postgresql;

import java.nio.file.Path;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.prove.crash.StoreHost;

/** A real PostgreSQL server for two nodes. */
public final class PostgresqlHost {
    private PostgresqlHost() {}

    /** Starts one. */
    public static StoreHost start(Path run) {
        throw new CommandFailure(ExitCode.IO, "postgresql in " + run, "not here yet", "use --store sqlite");
    }
}
