package uk.route2b.protocol.openadr;

import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import uk.route2b.protocol.octets.Doctype;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * Reads when the events of an oadrDistributeEvent may change a load. The payload has to have been read by
 * {@link PayloadReader}, whose limits hold; here at most {@link #EVENTS_MOST} events and {@link #CHANGES_MOST} moments
 * are taken.
 */
public final class EventReader {
    public static final int EVENTS_MOST = 1_000;
    public static final int CHANGES_MOST = 4_096;

    private final XMLStreamReader xml;
    private final Deque<String> path = new ArrayDeque<>();
    private final List<EventPlan> events = new ArrayList<>();
    private int moments;
    private Event event = new Event();

    /** What was read of one event so far. */
    private static final class Event {
        private String id = "";
        private String modification = "";
        private String status = "";
        private String namespace = "";
        private final StringBuilder values = new StringBuilder();
        private Optional<Instant> start = Optional.empty();
        private Optional<Duration> duration = Optional.empty();
        private final List<Duration> signal = new ArrayList<>();
        private final TreeSet<Duration> boundaries = new TreeSet<>();
        private final TreeSet<Instant> starts = new TreeSet<>();
    }

    private EventReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    /**
     * All events of {@code payload}; none if it is another message.
     *
     * @throws MalformedException if an event has no eventID or no start, a time cannot be read, or there are too many
     */
    public static List<EventPlan> read(Octets payload) throws MalformedException {
        String text = XmlText.decode(payload);
        if (Doctype.isIn(text)) {
            throw new MalformedException(Malformation.DOCTYPE, 0);
        }
        try {
            XMLStreamReader xml = PayloadReader.FACTORY.createXMLStreamReader(new StringReader(text));
            try {
                return new EventReader(xml).run();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException | DateTimeException | ArithmeticException unreadable) {
            throw new MalformedException(Malformation.XML, 0);
        }
    }

    private List<EventPlan> run() throws XMLStreamException, MalformedException {
        while (xml.hasNext()) {
            int next = xml.next();
            if (next == XMLStreamConstants.START_ELEMENT) {
                start(xml.getLocalName());
            } else if (next == XMLStreamConstants.END_ELEMENT) {
                end(path.pop());
            }
        }
        return List.copyOf(events);
    }

    private void start(String name) throws XMLStreamException, MalformedException {
        switch (name) {
            case "eiEvent" -> {
                event = new Event();
                event.namespace = String.valueOf(xml.getNamespaceURI());
                path.push(name);
            }
            case "eventID" -> event.id = once(event.id, described());
            case "modificationNumber" -> event.modification = once(event.modification, described());
            case "eventStatus" -> event.status = once(event.status, described());
            case "value" -> value();
            case "date-time" -> dateTime();
            case "duration" -> duration();
            default -> path.push(name);
        }
    }

    /** Of the event itself; one of the same name elsewhere, or in other words than the event's, is somebody's trick. */
    private String described() throws XMLStreamException, MalformedException {
        boolean own = isIn("eventDescriptor") && event.namespace.equals(String.valueOf(xml.getNamespaceURI()));
        if (!own && path.contains("eiEvent")) {
            throw new MalformedException(Malformation.OPENADR, 0);
        }
        return text();
    }

    /** A level of an interval; the current one changes by itself and says nothing new. */
    private void value() throws XMLStreamException {
        if (!isIn("payloadFloat")) {
            path.push("value");
            return;
        }
        String text = text();
        if (path.contains("interval") && !path.contains("currentValue")) {
            event.values.append(text).append(' ');
        }
    }

    /** Whoever reads on behind us may take another of two than we do, so there is one. */
    private static String once(String before, String text) throws MalformedException {
        if (!before.isEmpty()) {
            throw new MalformedException(Malformation.OPENADR, 0);
        }
        return text;
    }

    /** dtstart/date-time of the active period; intervals follow from it and their durations, or have one as well. */
    private void dateTime() throws XMLStreamException, MalformedException {
        String text = text();
        if (!isIn("dtstart")) {
            return;
        }
        if (path.contains("eiActivePeriod")) {
            once(event.start.map(Instant::toString).orElse(""), text);
            event.start = Optional.of(instant(text));
        } else if (path.contains("interval")) {
            event.starts.add(instant(text));
        }
    }

    /** One duration stands in another: the outer is an element like any other. */
    private void duration() throws XMLStreamException, MalformedException {
        if (!isIn("duration")) {
            path.push("duration");
            return;
        }
        Duration read = length(text());
        if (path.contains("interval") && path.contains("eiEventSignal")) {
            event.signal.add(read);
        } else if (path.contains("eiActivePeriod") && path.contains("properties")) {
            outer(read);
        }
    }

    /** Tolerance and notification have durations as well, deeper inside. */
    private void outer(Duration read) throws MalformedException {
        boolean ofEvent = !path.contains("tolerance")
                && !path.contains("x-eiNotification")
                && !path.contains("x-eiRampUp")
                && !path.contains("x-eiRecovery");
        if (ofEvent) {
            once(event.duration.map(Duration::toString).orElse(""), "");
            event.duration = Optional.of(read);
        }
    }

    private void end(String name) throws MalformedException {
        if (name.equals("eiEventSignal") || name.equals("eiEventBaseline")) {
            Duration at = Duration.ZERO;
            for (Duration one : event.signal) {
                at = at.plus(one);
                event.boundaries.add(at);
            }
            event.signal.clear();
        } else if (name.equals("eiEvent")) {
            take();
        }
    }

    private void take() throws MalformedException {
        if (event.id.isEmpty() || event.start.isEmpty()) {
            throw new MalformedException(Malformation.OPENADR, 0);
        }
        Instant start = event.start.get();
        TreeSet<Instant> changes = new TreeSet<>();
        changes.add(start);
        changes.addAll(event.starts);
        event.boundaries.forEach(after -> changes.add(start.plus(after)));
        Optional<Instant> end =
                event.duration.filter(length -> !length.isZero()).map(start::plus);
        end.ifPresent(changes::add);
        moments += changes.size();
        if (events.size() >= EVENTS_MOST || moments > CHANGES_MOST) {
            throw new MalformedException(Malformation.TOO_LONG, 0);
        }
        boolean cancelled = event.status.equals("cancelled");
        // Not the status: near, active and completed come by themselves and change no load.
        String version = event.modification + (cancelled ? " cancelled " : " ") + changes + " "
                + Octets.ofText(event.values.toString()).sha256().hex();
        events.add(new EventPlan(event.id, version, cancelled, start, List.copyOf(changes), end));
    }

    private boolean isIn(String name) {
        return name.equals(path.peek());
    }

    private String text() throws XMLStreamException {
        return xml.getElementText().strip();
    }

    private static Instant instant(String text) {
        return text.endsWith("Z") || text.matches(".*[+-][0-9]{2}:[0-9]{2}")
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }

    /** Years and months have no length of their own: here 366 and 31 days. */
    private static Duration length(String text) {
        int time = text.indexOf('T');
        String days = time < 0 ? text : text.substring(0, time);
        Period period = days.length() > 1 ? Period.parse(days) : Period.ZERO;
        Duration rest = time < 0 || text.endsWith("T") || text.endsWith("TS")
                ? Duration.ZERO
                : Duration.parse("P" + text.substring(time));
        return rest.plusDays(Math.addExact(
                Math.multiplyExact(period.getYears(), 366L) + Math.multiplyExact(period.getMonths(), 31L),
                period.getDays()));
    }
}
