package uk.route2b.server.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.Optional;
import uk.route2b.server.store.StoreException;

/**
 * Puts another database in the place of a store, whose lock the caller holds, and keeps the old one beside it.
 *
 * <p>A database and its log are two files, and no file system exchanges two at once: a database with the log of another
 * one would be damaged, and one without its own would have lost what was acknowledged. So a mark stands while this is
 * done, no server opens a store beside which it stands, and doing it again finishes it.
 */
public final class SqliteReplacement {
    private static final String MARK = ".restoring";
    /** What SQLite keeps beside a database. */
    private static final List<String> PARTS = List.of("-wal", "-journal", "-shm");

    private SqliteReplacement() {}

    /**
     * Puts {@code fresh}, which is in the same folder and synchronised, in the place of a store.
     *
     * @param held the lock of that store
     * @param name what is added to the name of the old one
     * @return where the old one is; empty if there was none
     */
    public static Optional<Path> put(SqliteLock held, Path fresh, String name) {
        Path store = held.store();
        takeOwner(fresh, store);
        try {
            Path mark = SqliteLock.beside(store, MARK);
            Files.writeString(mark, "a restore is under way, or was interrupted; run it again\n");
            force(mark);
            forceFolder(store);
            Optional<Path> old = putAside(store, name);
            Files.move(fresh, store, StandardCopyOption.ATOMIC_MOVE);
            forceFolder(store);
            Files.delete(mark);
            forceFolder(store);
            return old;
        } catch (IOException failed) {
            throw new StoreException(
                    "the store " + store + " was not replaced: " + failed.getMessage(),
                    "mend the folder and run the same again; no server starts before that",
                    failed);
        }
    }

    /**
     * Fails if a replacement of {@code store} was begun and not finished.
     *
     * @throws StoreException with what mends it
     */
    static void refuseHalfDone(Path store) {
        if (Files.exists(SqliteLock.beside(store, MARK))) {
            throw new StoreException(
                    "a restore of the store " + store + " was interrupted",
                    "run route2b server restore again",
                    new IllegalStateException("half restored"));
        }
    }

    private static Optional<Path> putAside(Path store, String name) throws IOException {
        Path aside = SqliteLock.beside(store, name);
        for (String part : PARTS) {
            if (Files.exists(SqliteLock.beside(store, part))) {
                Files.move(SqliteLock.beside(store, part), SqliteLock.beside(aside, part));
            }
        }
        if (!Files.exists(store)) {
            return Optional.empty();
        }
        Files.move(store, aside);
        return Optional.of(aside);
    }

    /** The server may run as somebody else than whoever restores, and has to be able to open it. */
    private static void takeOwner(Path fresh, Path store) {
        PosixFileAttributeView target = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
        if (target == null || !Files.exists(store)) {
            return;
        }
        try {
            PosixFileAttributes wanted = Files.readAttributes(store, PosixFileAttributes.class);
            target.setPermissions(wanted.permissions());
            if (!target.readAttributes().owner().equals(wanted.owner())) {
                target.setGroup(wanted.group());
                target.setOwner(wanted.owner());
            }
        } catch (IOException denied) {
            throw new StoreException(
                    "the store " + store + " belongs to somebody else and what replaces it cannot be given to them: "
                            + denied.getMessage(),
                    "run this as its owner or as root; nothing was replaced",
                    denied);
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void forceFolder(Path store) throws IOException {
        try (FileChannel channel =
                FileChannel.open(store.toAbsolutePath().resolveSibling(""), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
