package uk.route2b.simulator.metersystem;

import java.util.Set;

/**
 * What will happen to one label write, drawn before it leaves.
 *
 * @param delayMillis from command to response
 * @param lost it never reaches the meter
 * @param responseLost the meter's response never comes back
 * @param failing indices of the labels that are not written
 * @param writtenFirst how many labels become visible before the others; all five unless the write is torn
 * @param repeatAfterMillis when the network plays it again, or {@link #NEVER}
 */
record WriteFate(
        long delayMillis,
        boolean lost,
        boolean responseLost,
        Set<Integer> failing,
        int writtenFirst,
        long repeatAfterMillis) {
    static final long NEVER = -1;

    WriteFate {
        failing = Set.copyOf(failing);
    }

    boolean torn() {
        return writtenFirst < Labels.COUNT;
    }

    boolean repeats() {
        return repeatAfterMillis != NEVER;
    }
}
