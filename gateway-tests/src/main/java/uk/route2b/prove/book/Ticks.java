package uk.route2b.prove.book;

import java.util.concurrent.atomic.AtomicLong;

/** Numbers the moments of a run: what was over before something began has the lower number. For any thread. */
public final class Ticks {
    private final AtomicLong last = new AtomicLong();

    /** The number of this moment. */
    public long next() {
        return last.incrementAndGet();
    }
}
