package uk.route2b.simulator.openadr;

import static uk.route2b.simulator.openadr.Vocabulary.EI;
import static uk.route2b.simulator.openadr.Vocabulary.PYLD;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The messages of EiEvent. */
public final class EventMessages {
    private EventMessages() {}

    /** All events of one VEN, nobody having asked. */
    public static Message distribute(String requestId, String vtnId, List<DemandEvent> events, Instant now) {
        return distribute(ResponseCode.OK.to(requestId), requestId, vtnId, events, now);
    }

    /** All events of one VEN, to its oadrRequestEvent. */
    public static Message distribute(
            Message request, String requestId, String vtnId, List<DemandEvent> events, Instant now) {
        return distribute(ResponseCode.OK.to(request), requestId, vtnId, events, now);
    }

    private static Message distribute(
            Element response, String requestId, String vtnId, List<DemandEvent> events, Instant now) {
        List<Element> parts =
                new ArrayList<>(List.of(response, PYLD.text("requestID", requestId), EI.text("vtnID", vtnId)));
        events.forEach(event -> parts.add(event.element(now)));
        return MessageType.DISTRIBUTE_EVENT.with(parts.toArray(Element[]::new));
    }

    /** Which events are there? */
    public static Message request(String requestId, String venId) {
        return MessageType.REQUEST_EVENT.with(
                PYLD.element("eiRequestEvent", PYLD.text("requestID", requestId), EI.text("venID", venId)));
    }

    /** I take part in these events, or not. */
    public static Message created(String venId, List<EventAnswer> answers) {
        return MessageType.CREATED_EVENT.with(PYLD.element(
                "eiCreatedEvent",
                ResponseCode.OK.to(""),
                EI.element(
                        "eventResponses",
                        answers.stream().map(EventAnswer::element).toList()),
                EI.text("venID", venId)));
    }
}
