package uk.route2b.simulator.openadr;

import static uk.route2b.simulator.openadr.Vocabulary.EI;
import static uk.route2b.simulator.openadr.Vocabulary.EMIX;
import static uk.route2b.simulator.openadr.Vocabulary.OADR;
import static uk.route2b.simulator.openadr.Vocabulary.STRM;
import static uk.route2b.simulator.openadr.Vocabulary.XCAL;

import java.time.Duration;
import java.time.Instant;

/**
 * An event with one SIMPLE signal of one interval.
 *
 * @param id its eventID
 * @param venId the VEN it is for
 * @param modification rises with each change
 * @param level what the signal says
 * @param start when it begins
 * @param length how long it lasts
 * @param created when it was last changed
 * @param cancelled whether it was called off
 */
public record DemandEvent(
        String id,
        String venId,
        int modification,
        double level,
        Instant start,
        Duration length,
        Instant created,
        boolean cancelled) {
    private static final String MARKET_CONTEXT = "http://dsrsp.example/flexibility";

    /** Where it stands at {@code now}. */
    public EventStatus status(Instant now) {
        if (cancelled) {
            return EventStatus.CANCELLED;
        }
        if (now.isBefore(start)) {
            return EventStatus.FAR;
        }
        return now.isBefore(start.plus(length)) ? EventStatus.ACTIVE : EventStatus.COMPLETED;
    }

    /** The same event, called off at {@code now}. */
    public DemandEvent cancel(Instant now) {
        return new DemandEvent(id, venId, modification + 1, level, start, length, now, true);
    }

    /** Its oadrEvent as of {@code now}. */
    public Element element(Instant now) {
        Element event = EI.element(
                "eiEvent",
                descriptor(status(now)),
                EI.element(
                        "eiActivePeriod",
                        XCAL.element("properties", dtstart(), duration()),
                        XCAL.element("components")),
                EI.element("eiEventSignals", signal(status(now))),
                EI.element("eiTarget", EI.text("venID", venId)));
        return OADR.element("oadrEvent", event, OADR.text("oadrResponseRequired", "always"));
    }

    private Element descriptor(EventStatus status) {
        return EI.element(
                "eventDescriptor",
                EI.text("eventID", id),
                EI.text("modificationNumber", modification),
                EI.text("modificationDateTime", created),
                EI.text("priority", 1),
                EI.element("eiMarketContext", EMIX.text("marketContext", MARKET_CONTEXT)),
                EI.text("createdDateTime", created),
                EI.text("eventStatus", status.word()),
                EI.text("testEvent", false),
                EI.text("vtnComment", ""));
    }

    private Element signal(EventStatus status) {
        Element interval = EI.element(
                "interval",
                dtstart(),
                duration(),
                XCAL.element("uid", XCAL.text("text", 0)),
                EI.element("signalPayload", payload(level)));
        return EI.element(
                "eiEventSignal",
                STRM.element("intervals", interval),
                EI.text("signalName", "SIMPLE"),
                EI.text("signalType", "level"),
                EI.text("signalID", id + "-signal"),
                EI.element("currentValue", payload(status == EventStatus.ACTIVE ? level : 0)));
    }

    private static Element payload(double value) {
        return EI.element("payloadFloat", EI.text("value", value));
    }

    private Element dtstart() {
        return XCAL.element("dtstart", XCAL.text("date-time", start));
    }

    private Element duration() {
        return XCAL.element("duration", XCAL.text("duration", length));
    }
}
