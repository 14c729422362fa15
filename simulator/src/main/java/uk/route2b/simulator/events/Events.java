package uk.route2b.simulator.events;

/** Hears what happens in a simulator, in order. */
@FunctionalInterface
public interface Events {
    /** Hears nothing. */
    Events UNHEARD = event -> {};

    /** Something happened. */
    void tell(Event event);
}
