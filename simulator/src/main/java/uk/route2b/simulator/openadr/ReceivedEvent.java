package uk.route2b.simulator.openadr;

import static uk.route2b.simulator.openadr.Vocabulary.EI;
import static uk.route2b.simulator.openadr.Vocabulary.OADR;

import java.util.List;

/**
 * One event of an oadrDistributeEvent, as far as a VEN looks.
 *
 * @param event its eventID
 * @param modification its modificationNumber
 * @param status its word for where it stands
 * @param level the value of its first interval, as written
 * @param answerWanted whether the VEN has to answer
 */
public record ReceivedEvent(String event, int modification, String status, String level, boolean answerWanted) {
    /** The events of {@code distribute}, in their order. */
    public static List<ReceivedEvent> in(Message distribute) {
        return distribute.body().all(OADR, "oadrEvent").map(ReceivedEvent::read).toList();
    }

    private static ReceivedEvent read(Element event) {
        return new ReceivedEvent(
                event.textOf(EI, "eventID").orElse(""),
                WholeNumber.read(event.textOf(EI, "modificationNumber").orElse("")),
                event.textOf(EI, "eventStatus").orElse(""),
                event.first(EI, "signalPayload")
                        .flatMap(payload -> payload.textOf(EI, "value"))
                        .orElse(""),
                !event.textOf(OADR, "oadrResponseRequired").orElse("always").equals("never"));
    }
}
