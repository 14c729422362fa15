package uk.route2b.simulator.events;

import java.util.Map;

/** Hears what happens in a simulator, in order. */
@FunctionalInterface
public interface Events {
    /** Hears nothing. */
    Events UNHEARD = event -> {};

    /** Something happened; {@code event} is written as one JSON object. */
    void tell(Map<String, ?> event);
}
