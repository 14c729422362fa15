package uk.route2b.simulator.openadr;

import static uk.route2b.simulator.openadr.Vocabulary.EI;
import static uk.route2b.simulator.openadr.Vocabulary.PYLD;

import java.util.List;

/**
 * What a VEN says to one version of one event.
 *
 * @param requestId the oadrDistributeEvent that brought it
 * @param event its eventID
 * @param modification its modificationNumber
 * @param optType optIn or optOut
 */
public record EventAnswer(String requestId, String event, int modification, String optType) {
    /** Its eventResponse. */
    public Element element() {
        return EI.element(
                "eventResponse",
                EI.text("responseCode", 200),
                EI.text("responseDescription", "OK"),
                PYLD.text("requestID", requestId),
                EI.element("qualifiedEventID", EI.text("eventID", event), EI.text("modificationNumber", modification)),
                EI.text("optType", optType));
    }

    /** What an oadrCreatedEvent says; whatever else, nothing. */
    public static List<EventAnswer> in(Message message) {
        return message.body().all(EI, "eventResponse").map(EventAnswer::read).toList();
    }

    private static EventAnswer read(Element response) {
        return new EventAnswer(
                response.textOf(PYLD, "requestID").orElse(""),
                response.textOf(EI, "eventID").orElse(""),
                WholeNumber.read(response.textOf(EI, "modificationNumber").orElse("")),
                response.textOf(EI, "optType").orElse(""));
    }
}
