package uk.route2b.simulator.schedule;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes when a test says so. */
public final class ManualSchedule implements Schedule {
    private record Due(long millis, long order, Runnable task) {}

    private final PriorityQueue<Due> dues =
            new PriorityQueue<>(Comparator.comparingLong(Due::millis).thenComparingLong(Due::order));
    private long millis;
    private long order;

    @Override
    public long millis() {
        return millis;
    }

    @Override
    public void after(long delayMillis, Runnable task) {
        dues.add(new Due(millis + delayMillis, order++, task));
    }

    /** Lets {@code span} milliseconds pass and does what falls due in them, in order. */
    public void pass(long span) {
        long until = millis + span;
        while (!dues.isEmpty() && dues.element().millis() <= until) {
            Due due = dues.remove();
            millis = due.millis();
            due.task().run();
        }
        millis = until;
    }
}
