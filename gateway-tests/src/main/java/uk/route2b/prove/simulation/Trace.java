package uk.route2b.prove.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What happened last, and a hash over all that ever happened: the same seed has to give the same. */
final class Trace {
    private static final int KEPT = 80;
    private static final long PRIME = 0x100000001b3L;
    private final VirtualTime time;
    private final Deque<String> last = new ArrayDeque<>();
    private long hash = 0xcbf29ce484222325L;

    Trace(VirtualTime time) {
        this.time = time;
    }

    void note(String what) {
        String line = DayTime.text(time.now()) + " " + what;
        for (int i = 0; i < line.length(); i++) {
            hash = (hash ^ line.charAt(i)) * PRIME;
        }
        last.add(line);
        if (last.size() > KEPT) {
            last.remove();
        }
    }

    /** Over all lines so far. */
    String hash() {
        return Long.toHexString(hash);
    }

    List<String> last() {
        return new ArrayList<>(last);
    }
}
