package uk.route2b.cem;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.zip.ZipException;
import uk.route2b.client.spi.DamagedException;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;

/** A state folder or a copy of one that can not be used, in three lines. */
final class StateFailure {
    private StateFailure() {}

    static CommandFailure of(String what, IOException failed) {
        boolean input = failed instanceof DamagedException || failed instanceof ZipException;
        return new CommandFailure(
                input ? ExitCode.INPUT : ExitCode.IO,
                what,
                why(failed),
                input ? "use another copy" : "check the disk, the permissions and that no CEM uses the folder",
                failed);
    }

    /** A file system's own exception says no more than the name. */
    static String why(IOException failed) {
        return failed instanceof FileSystemException system && system.getReason() == null
                ? failed.getClass().getSimpleName() + " " + failed.getMessage()
                : String.valueOf(failed.getMessage());
    }
}
