package uk.route2b.simulator.ven;

import java.util.Optional;
import uk.route2b.simulator.events.Event;
import uk.route2b.simulator.events.Events;
import uk.route2b.simulator.openadr.Message;
import uk.route2b.simulator.schedule.Schedule;

/** Tells each step of the VEN. */
final class Steps {
    private final Schedule schedule;
    private final Events events;

    Steps(Schedule schedule, Events events) {
        this.schedule = schedule;
        this.events = events;
    }

    /** A step that begins now; whoever makes it adds what there is to say. */
    Event step(String name) {
        return Event.of("millis", schedule.millis()).with("step", name);
    }

    void tell(Event step) {
        events.tell(step);
    }

    void tell(String name) {
        tell(step(name));
    }

    /** The VTN did not do what {@code request} asked. */
    void refused(Message request, Optional<Message> answer) {
        tell(step("refused")
                .with("message", request.type().elementName())
                .with("answer", answer.map(given -> given.type().elementName()).orElse("none"))
                .with("code", answer.flatMap(Message::responseCode).orElse("none")));
    }
}
