package uk.route2b.client.internal.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import uk.route2b.protocol.octets.Octets;

/** The four steps of which durable writing consists; a test can stop between any two, or in the middle of one. */
interface Disk {
    /** Octets written at once: the heap of a small device has no room for another copy of a large message. */
    int PIECE = 64 * 1024;

    /** The real one. */
    Disk REAL = new Disk() {
        @Override
        public void write(Path file, List<Octets> parts) throws IOException {
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                for (Octets part : parts) {
                    put(channel, part);
                }
                channel.force(true);
            }
        }

        private void put(FileChannel channel, Octets part) throws IOException {
            for (int begin = 0; begin < part.size(); begin += PIECE) {
                Octets piece = part.slice(begin, Math.min(part.size(), begin + PIECE));
                ByteBuffer buffer = ByteBuffer.wrap(piece.toArray());
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
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

    /** Writes {@code parts} one after the other and waits until all of them are on the medium. */
    void write(Path file, List<Octets> parts) throws IOException;

    /** Puts {@code from} in the place of {@code to}, at once. */
    void rename(Path from, Path to) throws IOException;

    /** Waits until the names in {@code folder} are on the medium. */
    void syncFolder(Path folder) throws IOException;

    void delete(Path file) throws IOException;
}
