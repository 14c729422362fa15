package uk.route2b.simulator.metersystem;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.simulator.schedule.Schedule;

/** The delivered alerts, numbered, and the readers who wait for the next one. */
final class AlertBook {
    /** How many alerts are kept; the oldest go first. */
    static final int KEPT = 10_000;
    /** How long a reader may wait. */
    static final long LONGEST_WAIT_MILLIS = 30_000;

    /** How many readers may wait; one more is answered at once. */
    static final int MOST_READERS = 1_000;

    private record Reader(long after, CompletableFuture<List<Alert>> answer) {}

    private final Deque<Alert> alerts = new ArrayDeque<>();
    private final List<Reader> readers = new ArrayList<>();
    private final Schedule schedule;
    private long last;

    AlertBook(Schedule schedule) {
        this.schedule = schedule;
    }

    /** Numbers and keeps an alert, and wakes the readers. */
    void add(EntityIdentifier meter, AlertText text) {
        for (Reader reader : added(meter, text)) {
            reader.answer().complete(after(reader.after()));
        }
    }

    private synchronized List<Reader> added(EntityIdentifier meter, AlertText text) {
        last++;
        alerts.addLast(new Alert(last, meter.toString(), text.value()));
        if (alerts.size() > KEPT) {
            alerts.removeFirst();
        }
        List<Reader> woken =
                readers.stream().filter(reader -> reader.after() < last).toList();
        readers.removeAll(woken);
        return woken;
    }

    /** All alerts numbered above {@code number}; if there are none, those that come within {@code waitMillis}. */
    synchronized CompletionStage<List<Alert>> after(long number, long waitMillis) {
        List<Alert> present = after(number);
        if (!present.isEmpty() || waitMillis == 0 || readers.size() >= MOST_READERS) {
            return CompletableFuture.completedFuture(present);
        }
        Reader reader = new Reader(number, new CompletableFuture<>());
        readers.add(reader);
        schedule.after(Math.min(waitMillis, LONGEST_WAIT_MILLIS), () -> giveUp(reader));
        return reader.answer();
    }

    private synchronized List<Alert> after(long number) {
        return alerts.stream().filter(alert -> alert.number() > number).toList();
    }

    private void giveUp(Reader reader) {
        synchronized (this) {
            readers.remove(reader);
        }
        reader.answer().complete(List.of());
    }
}
