package uk.route2b.server.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import uk.route2b.server.schedule.Timers;

/** Timers and a clock that move only when the test moves them; everything runs on the test's thread. */
public final class HandTimers implements Timers, InstantSource {
    private record Due(long atMillis, long order, Runnable task) {}

    private final List<Due> waiting = new ArrayList<>();
    private final Instant start;
    private long millis;
    private long order;

    public HandTimers(Instant start) {
        this.start = start;
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        Due due = new Due(millis + delay.toMillis(), order++, task);
        waiting.add(due);
        return () -> waiting.remove(due);
    }

    @Override
    public Instant instant() {
        return start.plusMillis(millis);
    }

    public long nanos() {
        return Duration.ofMillis(millis).toNanos();
    }

    public int waiting() {
        return waiting.size();
    }

    /** Lets time pass and runs what becomes due, in order. */
    public void pass(Duration time) {
        long end = millis + time.toMillis();
        for (Optional<Due> next = next(end); next.isPresent(); next = next(end)) {
            waiting.remove(next.get());
            millis = Math.max(millis, next.get().atMillis());
            next.get().task().run();
        }
        millis = end;
    }

    private Optional<Due> next(long end) {
        return waiting.stream()
                .filter(due -> due.atMillis() <= end)
                .min(Comparator.comparingLong(Due::atMillis).thenComparingLong(Due::order));
    }
}
