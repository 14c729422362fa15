package uk.route2b.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/** What the disk itself does: appends of 4 KiB, each followed by fdatasync. No store that forgets nothing is faster. */
final class DiskProbe {
    private static final int PAGE = 4096;

    private DiskProbe() {}

    static Latencies run(Path folder, Duration time) throws IOException {
        Path file = Files.createTempFile(folder, "probe", ".dat");
        LongStream.Builder nanos = LongStream.builder();
        long begin = System.nanoTime();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            while (System.nanoTime() - begin < time.toNanos()) {
                long before = System.nanoTime();
                channel.write(ByteBuffer.allocate(PAGE));
                channel.force(false);
                nanos.add(System.nanoTime() - before);
            }
        } finally {
            Files.delete(file);
        }
        return Latencies.of(List.of(nanos.build().toArray()), System.nanoTime() - begin);
    }
}
