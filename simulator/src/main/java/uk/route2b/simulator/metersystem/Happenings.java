package uk.route2b.simulator.metersystem;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.simulator.events.Event;
import uk.route2b.simulator.events.Events;
import uk.route2b.simulator.schedule.Schedule;

/** Counts what really happened, and tells it. */
final class Happenings {
    private final Map<Happening, AtomicLong> counts = new EnumMap<>(Happening.class);
    private final Schedule schedule;
    private final Events events;

    Happenings(Schedule schedule, Events events) {
        this.schedule = schedule;
        this.events = events;
        for (Happening happening : Happening.values()) {
            counts.put(happening, new AtomicLong());
        }
    }

    void happened(Happening happening, EntityIdentifier meter) {
        counter(happening).incrementAndGet();
        events.tell(Event.of("millis", schedule.millis())
                .with("event", happening.key())
                .with("meter", meter.toString()));
    }

    /** As {@link #happened}, if {@code really}. */
    void happenedIf(boolean really, Happening happening, EntityIdentifier meter) {
        if (really) {
            happened(happening, meter);
        }
    }

    long count(Happening happening) {
        return counter(happening).get();
    }

    /** All counts, in a fixed order, by their names in JSON. */
    Map<String, Long> all() {
        Map<String, Long> all = new LinkedHashMap<>();
        counts.forEach((happening, count) -> all.put(happening.key(), count.get()));
        return all;
    }

    private AtomicLong counter(Happening happening) {
        AtomicLong counter = counts.get(happening);
        if (counter == null) {
            throw new IllegalStateException("the constructor made a counter for each");
        }
        return counter;
    }
}
