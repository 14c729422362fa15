package uk.route2b.conformance.gateway;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import uk.route2b.commandline.AtomicFiles;
import uk.route2b.commandline.Protection;

/**
 * The tester's originator counters: above every one that it has used, also in earlier runs. A run may be killed at any
 * moment, so a block is reserved in the file before the first of it is used. Used by one thread at a time.
 */
public final class Counters {
    private static final long BLOCK = 10_000;

    private final Path file;
    private final InstantSource clock;
    private long last;
    private long reserved;

    /**
     * @param file where the highest reserved one stands
     * @param before what stands there; 0 for none
     */
    public Counters(Path file, long before, InstantSource clock) {
        this.file = file;
        this.clock = clock;
        this.last = before;
        this.reserved = before;
    }

    /** The one that was given last. */
    public synchronized long last() {
        return last;
    }

    /** The next one: the time in ms, or one more than the last. */
    public synchronized long next() {
        last = Math.max(last + 1, clock.millis());
        if (last >= reserved) {
            reserved = last + BLOCK;
            byte[] digits = (reserved + "\n").getBytes(StandardCharsets.US_ASCII);
            new AtomicFiles(true).write(file, digits, Protection.PUBLIC);
        }
        return last;
    }
}
