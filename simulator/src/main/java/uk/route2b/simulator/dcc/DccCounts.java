package uk.route2b.simulator.dcc;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import uk.route2b.protocol.duis.RequestId;
import uk.route2b.simulator.events.Event;
import uk.route2b.simulator.events.Events;
import uk.route2b.simulator.schedule.Schedule;

/** Counts what the DCC did, and tells it. */
final class DccCounts {
    /** What is counted. */
    enum Count {
        TRANSFORMED("transformed"),
        SENT("sent"),
        RESPONSES_POSTED("responsesPosted"),
        ALERTS_POSTED("alertsPosted"),
        /** In the labels of the commands that were sent. */
        CHARACTERS_DOWN("charactersDown"),
        /** In the alerts that meters raised. */
        CHARACTERS_UP("charactersUp"),
        POSTS_FAILED("postsFailed"),
        /** A request that no user has signed, or that cannot be read. */
        REQUESTS_REFUSED("requestsRefused"),
        /** A request that was answered with an error code, faults apart. */
        ERRORS("errors"),
        /** A fault of {@link DccFault} that really happened. */
        DCC_FAULTS("dccFaults");

        private final String key;

        Count(String key) {
            this.key = key;
        }
    }

    private final Map<Count, AtomicLong> counts = new EnumMap<>(Count.class);
    private final Schedule schedule;
    private final Events events;

    DccCounts(Schedule schedule, Events events) {
        this.schedule = schedule;
        this.events = events;
        for (Count count : Count.values()) {
            counts.put(count, new AtomicLong());
        }
    }

    /** @param about a meter, a request, a reason */
    void count(Count count, String about) {
        counter(count).incrementAndGet();
        events.tell(
                Event.of("millis", schedule.millis()).with("event", count.key).with("about", about));
    }

    /** Counts several at once, which is no news. */
    void add(Count count, int number) {
        counter(count).addAndGet(number);
    }

    /** Whether {@code fault} happens; if so it is counted. */
    boolean happens(DccFate fate, DccFault fault, RequestId id) {
        if (fate.has(fault)) {
            count(Count.DCC_FAULTS, fault + " " + id);
        }
        return fate.has(fault);
    }

    long of(Count count) {
        return counter(count).get();
    }

    /** All counts, in a fixed order, by their names in JSON. */
    Map<String, Long> all() {
        Map<String, Long> all = new LinkedHashMap<>();
        counts.forEach((count, number) -> all.put(count.key, number.get()));
        return all;
    }

    private AtomicLong counter(Count count) {
        AtomicLong counter = counts.get(count);
        if (counter == null) {
            throw new IllegalStateException("the constructor made a counter for each");
        }
        return counter;
    }
}
