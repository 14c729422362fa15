package uk.route2b.pki.bulk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;

/** Keeps two runs from working in one folder: key and certificate of a device must come from the same one. */
final class RunLock implements AutoCloseable {
    static final String FILE = ".lock";

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /** The lock of {@code folder}, which goes with the process if that dies. */
    static RunLock of(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            throw new CommandFailure(
                    ExitCode.REFUSED_TO_OVERWRITE,
                    folder.toString(),
                    "another run is at work there",
                    "wait for its end, or name another folder");
        }
        return new RunLock(channel);
    }

    /** Takes the file out of the result. */
    void remove(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(FILE));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }
}
