package uk.route2b.server.store.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import uk.route2b.server.store.StoreException;

/**
 * Whoever holds this owns a store: one server, or one restore. A file of its own beside the database, because SQLite's
 * own locks let two servers in, and because a lock on the database would be lost with the next descriptor that this
 * process closes on it. The system releases it with the process, however that ends; the file stays.
 */
public final class SqliteLock implements AutoCloseable {
    private final Path store;
    private final FileChannel channel;

    private SqliteLock(Path store, FileChannel channel) {
        this.store = store;
        this.channel = channel;
    }

    /**
     * Takes the lock of {@code store}.
     *
     * @throws StoreException if another process holds it, or the file system fails
     */
    public static SqliteLock take(Path store) {
        Path file = beside(store, ".lock");
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = lock(channel);
            if (lock != null) {
                writeOwner(channel);
                return new SqliteLock(store, channel);
            }
            String owner = owner(file);
            channel.close();
            throw held(store, owner);
        } catch (IOException failed) {
            throw new StoreException(
                    "the lock " + file + " cannot be taken: " + failed.getMessage(),
                    "check the folder and its owner",
                    failed);
        }
    }

    /** What is owned. */
    Path store() {
        return store;
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException thisProcess) {
            return null;
        }
    }

    /** For a person who wonders who holds it. */
    private static void writeOwner(FileChannel channel) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
    }

    private static String owner(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        return text.matches("[0-9]{1,20}") ? "process " + text : "another process";
    }

    private static StoreException held(Path store, String owner) {
        return new StoreException(
                "the store " + store + " is in use by " + owner,
                "stop that server first",
                new IllegalStateException("locked"));
    }

    /** A file of the store's name and {@code ending}. */
    static Path beside(Path store, String ending) {
        return store.resolveSibling(store.getFileName() + ending);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new StoreException("the lock of the store cannot be released: " + failed.getMessage(), failed);
        }
    }
}
