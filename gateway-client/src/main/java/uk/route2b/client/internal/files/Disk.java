package uk.route2b.client.internal.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import uk.route2b.protocol.octets.Octets;

/** The four steps of which durable writing consists; a test can stop between any two, or in the middle of one. */
interface Disk {
    /** The real one. */
    Disk REAL = new Disk() {
        @Override
        public void write(Path file, Octets octets) throws IOException {
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(octets.toArray());
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public void syncFolder(Path folder) throws IOException {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }

        @Override
        public void delete(Path file) throws IOException {
            Files.deleteIfExists(file);
        }
    };

    /** Writes all of {@code octets} and waits until they are on the medium. */
    void write(Path file, Octets octets) throws IOException;

    /** Puts {@code from} in the place of {@code to}, at once. */
    void rename(Path from, Path to) throws IOException;

    /** Waits until the names in {@code folder} are on the medium. */
    void syncFolder(Path folder) throws IOException;

    void delete(Path file) throws IOException;
}
