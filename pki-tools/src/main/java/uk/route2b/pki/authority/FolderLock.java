package uk.route2b.pki.authority;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import uk.route2b.commandline.AtomicFiles;

/** Keeps two commands from changing the lists of one folder at the same time; the second waits for the first. */
final class FolderLock {
    private FolderLock() {}

    /** Does {@code work} while holding the lock of {@code folder}, which goes with the process if that dies. */
    static <T> T holding(Path folder, Supplier<T> work) {
        Path file = folder.resolve(".lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            return work.get();
        } catch (IOException failed) {
            throw AtomicFiles.failed(file, failed);
        }
    }
}
