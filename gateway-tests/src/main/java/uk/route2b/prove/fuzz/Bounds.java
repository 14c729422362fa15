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
 * @param octetsReading allocated besides for each time but the first that a target reads its input
 */
public record Bounds(Duration time, int octetsEach, int octetsAlways, int octetsReading) {
    private static final int MIB = 1024 * 1024;

    /** The time is five times a second, since a machine may be busy. */
    public static final Bounds USUAL = new Bounds(Duration.ofSeconds(5), 16, 2 * MIB, 0);
    /** In Jazzer, which itself allocates wherever it follows a comparison; what it keeps is read again outside. */
    public static final Bounds SEARCH = new Bounds(Duration.ofSeconds(5), 16, 16 * MIB, 2 * MIB);

    private static final int READINGS = 3;
    /** For each text but the first. */
    private static final int TEXT_OCTETS = 4_096;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * Lets {@code target} read {@code input}. What is above a bound is read again and counts if it stays above: the
     * first reading may also load, and in Jazzer change, classes.
     *
     * @return whether it was taken, not refused
     * @throws Finding if it took too long or too much each time
     */
    public boolean watch(FuzzTarget target, Octets input) {
        Reading reading = Reading.of(target, input);
        for (int again = 1; again < READINGS && !holds(reading, target, input); again++) {
            reading = Reading.of(target, input);
        }
        Finding.unless(holds(reading, target, input), "an input of " + input.size() + " octets took " + reading);
        return reading.taken();
    }

    private boolean holds(Reading reading, FuzzTarget target, Octets input) {
        long texts = (long) TEXT_OCTETS * (target.texts(input) - 1);
        long readings = (long) octetsReading * (target.readings() - 1);
        return reading.allocated() <= octetsAlways + texts + readings + (long) octetsEach * input.size()
                && reading.nanos() <= time.toNanos();
    }

    /** What one reading cost. */
    private record Reading(boolean taken, long allocated, long nanos) {
        static Reading of(FuzzTarget target, Octets input) {
            long begun = System.nanoTime();
            long before = THREADS.getCurrentThreadAllocatedBytes();
            boolean taken = Bounds.taken(target, input);
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            return new Reading(taken, allocated, System.nanoTime() - begun);
        }

        @Override
        public String toString() {
            return allocated + " octets of memory and " + nanos + " ns";
        }
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
