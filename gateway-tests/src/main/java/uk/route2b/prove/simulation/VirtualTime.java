package uk.route2b.prove.simulation;

import java.util.PriorityQueue;

/** Time that goes from one task to the next; what is due at the same moment runs in the order in which it was given. */
final class VirtualTime {
    private final PriorityQueue<Due> waiting = new PriorityQueue<>();
    private long now;
    private long order;
    private long steps;

    /** A task that waits for its time. */
    static final class Due implements Comparable<Due> {
        private final long at;
        private final long order;
        private final Runnable task;
        private boolean cancelled;

        private Due(long at, long order, Runnable task) {
            this.at = at;
            this.order = order;
            this.task = task;
        }

        void cancel() {
            cancelled = true;
        }

        @Override
        public int compareTo(Due other) {
            return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
        }
    }

    /** Milliseconds since the beginning of the world. */
    long now() {
        return now;
    }

    /** How many tasks have run. */
    long steps() {
        return steps;
    }

    /** How many tasks wait. */
    int waiting() {
        return waiting.size();
    }

    Due after(long millis, Runnable task) {
        Due due = new Due(now + Math.max(0, millis), order++, task);
        waiting.add(due);
        return due;
    }

    /** Runs what becomes due until {@code end}, and {@code after} behind each task; stops early if that says so. */
    void runUntil(long end, java.util.function.BooleanSupplier after) {
        while (!waiting.isEmpty() && waiting.element().at <= end) {
            Due due = waiting.remove();
            if (due.cancelled) {
                continue;
            }
            now = due.at;
            steps++;
            due.task.run();
            if (!after.getAsBoolean()) {
                return;
            }
        }
        now = end;
    }
}
