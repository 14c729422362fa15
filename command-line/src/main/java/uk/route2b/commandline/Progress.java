package uk.route2b.commandline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * One line on standard error that is written over, and only where a person watches.
 *
 * <p>Safe for use by several threads.
 */
public final class Progress implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(200);

    private final Console console;
    private final InstantSource clock;
    private final String what;
    private final long total;
    private Instant next;
    private long done;

    /**
     * @param what plural noun of what is counted
     * @param total how many there will be; below 0 where nobody knows yet
     */
    public Progress(Console console, InstantSource clock, String what, long total) {
        this.console = console;
        this.clock = clock;
        this.what = what;
        this.total = total;
        this.next = clock.instant();
    }

    /** Says that {@code more} are done. */
    public synchronized void add(long more) {
        done += more;
        Instant now = clock.instant();
        if (console.terminal() && !now.isBefore(next)) {
            next = now.plus(BETWEEN);
            show();
        }
    }

    /** Leaves the last figure on the screen. */
    @Override
    public synchronized void close() {
        if (console.terminal()) {
            show();
            console.err().println();
        }
    }

    private void show() {
        if (total < 0) {
            console.err().printf("\r%,d %s", done, what);
            console.err().flush();
            return;
        }
        console.err().printf("\r%,d of %,d %s (%d %%)", done, total, what, total == 0 ? 100 : 100 * done / total);
        console.err().flush();
    }
}
