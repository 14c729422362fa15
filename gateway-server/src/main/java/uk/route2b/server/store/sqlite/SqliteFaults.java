package uk.route2b.server.store.sqlite;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import uk.route2b.server.store.StoreException;

/**
 * Says what failed in plain words. Once a page was found damaged nothing more is done with the file: an acknowledgement
 * that rests on it could be untrue. Safe for use by several threads.
 */
final class SqliteFaults {
    /** The primary code; the octets above it say more than is needed here. */
    private static final int PRIMARY = 0xFF;

    private final Path file;
    private volatile @Nullable Exception damage;

    SqliteFaults(Path file) {
        this.file = file;
    }

    /** Fails if the file is known to be damaged. */
    void refuseDamaged() {
        Exception found = damage;
        if (found != null) {
            throw damaged(found);
        }
    }

    StoreException damaged(Exception cause) {
        damage = cause;
        return failure(
                "is damaged",
                cause,
                "stop the server, look at the disk, and put the newest backup back with route2b server restore");
    }

    StoreException told(Exception cause) {
        int code = cause instanceof SQLiteException sqlite ? sqlite.getResultCode().code & PRIMARY : 0;
        if (is(code, SQLiteErrorCode.SQLITE_CORRUPT) || is(code, SQLiteErrorCode.SQLITE_NOTADB)) {
            return damaged(cause);
        }
        if (is(code, SQLiteErrorCode.SQLITE_FULL)) {
            return failure("has no room", cause, "free some space on its disk; the server goes on by itself then");
        }
        if (is(code, SQLiteErrorCode.SQLITE_READONLY)
                || is(code, SQLiteErrorCode.SQLITE_PERM)
                || is(code, SQLiteErrorCode.SQLITE_CANTOPEN)) {
            return failure("cannot be written", cause, "check the owner and the mode of the file and its folder");
        }
        if (is(code, SQLiteErrorCode.SQLITE_IOERR)) {
            return failure(
                    "cannot be read or written",
                    cause,
                    "check the free space, the disk and the system's log; the server goes on by itself if the disk does");
        }
        return failure(
                "failed", cause, "check the free space, the owner of the file, and that no other server uses it");
    }

    private static boolean is(int code, SQLiteErrorCode kind) {
        return code == kind.code;
    }

    private StoreException failure(String what, Exception cause, String remedy) {
        return new StoreException("the store " + file + " " + what + ": " + cause.getMessage(), remedy, cause);
    }
}
