package uk.route2b.client.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import uk.route2b.client.internal.session.EngineThread;
import uk.route2b.client.spi.Clock;

/** The engine's thread and both clocks, moved by hand: nothing runs until a test says so. */
public final class HandTime implements EngineThread, Clock {
    private final Deque<Runnable> ready = new ArrayDeque<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private Instant wall;
    private long nanos;
    private long order;

    public HandTime(Instant start) {
        wall = start;
    }

    private record Waiting(long atNanos, long order, Runnable task) {}

    @Override
    public void run(Runnable task) {
        ready.add(task);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        Waiting entry = new Waiting(nanos + delay.toNanos(), order++, task);
        waiting.add(entry);
        return () -> waiting.remove(entry);
    }

    /** All that waits goes with its process. */
    public void clear() {
        ready.clear();
        waiting.clear();
    }

    /** Runs what is ready, and what that makes ready. */
    public void settle() {
        while (!ready.isEmpty()) {
            ready.remove().run();
        }
    }

    /** Lets {@code time} pass on both clocks, running what falls due. */
    public void pass(Duration time) {
        settle();
        long end = nanos + time.toNanos();
        for (Optional<Waiting> next = due(end); next.isPresent(); next = due(end)) {
            moveTo(next.get().atNanos());
            waiting.remove(next.get());
            next.get().task().run();
            settle();
        }
        moveTo(end);
    }

    private Optional<Waiting> due(long end) {
        return waiting.stream()
                .filter(entry -> entry.atNanos() <= end)
                .min(Comparator.comparingLong(Waiting::atNanos).thenComparingLong(Waiting::order));
    }

    private void moveTo(long target) {
        wall = wall.plusNanos(target - nanos);
        nanos = target;
    }

    /** Somebody sets the wall clock. */
    public void step(Duration by) {
        wall = wall.plus(by);
    }

    /** How long until the next task falls due. */
    public Optional<Duration> untilNext() {
        return waiting.stream()
                .map(entry -> Duration.ofNanos(entry.atNanos() - nanos))
                .min(Comparator.naturalOrder());
    }

    @Override
    public Instant wall() {
        return wall;
    }

    @Override
    public long monotonicNanos() {
        return nanos;
    }
}
