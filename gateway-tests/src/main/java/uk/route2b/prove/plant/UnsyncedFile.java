package uk.route2b.prove.plant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file whose writes never reach the medium: each process works on a copy of what was there when it began, which
 * stands for the pages that the machine holds and forgets. Real kill -9 leaves those pages to the kernel, so leaving
 * fsync out can only be shown by such a model, or by a power cut ({@code prove power}).
 */
final class UnsyncedFile {
    private UnsyncedFile() {}

    static Path copyOf(Path file) {
        try {
            Path copy = Files.createTempDirectory(file.toAbsolutePath().getParent(), "unsynced")
                    .resolve("server.db");
            if (Files.exists(file)) {
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
            return copy;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
