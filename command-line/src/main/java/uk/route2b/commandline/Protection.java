package uk.route2b.commandline;

import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Who may read what is written. */
public enum Protection {
    /** Whatever the user's own mask allows. */
    PUBLIC("rw-r--r--", "rwxr-xr-x"),
    /** Private keys: the owner alone. */
    OWNER_ONLY("rw-------", "rwx------");

    private final String file;
    private final String folder;

    Protection(String file, String folder) {
        this.file = file;
        this.folder = folder;
    }

    Set<PosixFilePermission> file() {
        return PosixFilePermissions.fromString(file);
    }

    Set<PosixFilePermission> folder() {
        return PosixFilePermissions.fromString(folder);
    }
}
