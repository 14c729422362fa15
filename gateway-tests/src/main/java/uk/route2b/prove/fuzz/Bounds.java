package uk.route2b.prove.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * What reading one input may cost.
 *
 * @param time of one input
 * @param octetsEach allocated for each octet of the input
 * @param octetsAlways allocated for any input: buffers and tables of the XML and YAML readers, and a body of 64 KiB
 */
public record Bounds(Duration time, int octetsEach, int octetsAlways) {
    /** The time is five times a second, since a machine may be busy. */
    public static final Bounds USUAL = new Bounds(Duration.ofSeconds(5), 16, 2 * 1024 * 1024);

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * Lets {@code target} read {@code input}.
     *
     * @return whether it was taken, not refused
     * @throws Finding if it took too long or too much
     */
    public boolean watch(FuzzTarget target, Octets input) {
        long begun = System.nanoTime();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        boolean taken = taken(target, input);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        long nanos = System.nanoTime() - begun;
        Finding.unless(
                allocated <= octetsAlways + (long) octetsEach * input.size(),
                allocated + " octets were allocated for an input of " + input.size());
        Finding.unless(nanos <= time.toNanos(), "an input of " + input.size() + " octets took " + nanos + " ns");
        return taken;
    }

    private static boolean taken(FuzzTarget target, Octets input) {
        try {
            target.read(input);
            return true;
        } catch (MalformedException refused) {
            return false;
        }
    }
}
