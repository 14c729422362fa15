package uk.route2b.simulator.ven;

import java.util.LinkedHashMap;
import java.util.Map;
import uk.route2b.simulator.events.Events;
import uk.route2b.simulator.schedule.Schedule;

/** Tells each step of the VEN, one JSON object a step. */
final class Steps {
    private final Schedule schedule;
    private final Events events;

    Steps(Schedule schedule, Events events) {
        this.schedule = schedule;
        this.events = events;
    }

    void tell(String step, Map<String, ?> details) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("millis", schedule.millis());
        line.put("step", step);
        line.putAll(details);
        events.tell(line);
    }

    void tell(String step) {
        tell(step, Map.of());
    }
}
