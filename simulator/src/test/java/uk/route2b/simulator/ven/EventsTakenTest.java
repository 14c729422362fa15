package uk.route2b.simulator.ven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import uk.route2b.simulator.openadr.ReceivedEvent;

class EventsTakenTest {
    private final EventsTaken events = new EventsTaken();

    private static ReceivedEvent event(String name, int modification) {
        return new ReceivedEvent(name, modification, "active", "1.0", true);
    }

    @Test
    void onlyNewEventsAndRaisedModificationsAreTaken() {
        assertThat(events.take(List.of(event("a", 0)), "d-1", 1)).containsExactly(event("a", 0));
        assertThat(events.take(List.of(event("a", 0), event("b", 3)), "d-2", 2)).containsExactly(event("b", 3));
        assertThat(events.take(List.of(event("a", 1), event("b", 2)), "d-3", 3)).containsExactly(event("a", 1));
        assertThat(events.all()).extracting(TakenEvent::requestID).containsExactly("d-1", "d-2", "d-3");
    }

    @Test
    void anEventLeftOutIsForgotten() {
        List<ReceivedEvent> both = List.of(event("a", 0), event("b", 0));
        assertThat(events.take(both, "d-1", 1)).hasSize(2);
        assertThat(events.leftOut(List.of(event("b", 0)))).containsExactly("a");
        assertThat(events.leftOut(List.of(event("b", 0)))).isEmpty();
    }

    @Test
    void anEventWithoutAReadableModificationIsNotTaken() {
        assertThat(events.take(List.of(event("a", -1)), "d-1", 1)).isEmpty();
    }
}
