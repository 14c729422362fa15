package uk.route2b.simulator.openadr;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import uk.route2b.simulator.schedule.Schedule;

/** Every message that came or left, in order. */
public final class ExchangeLog {
    /** How many entries are kept; the oldest go first. */
    static final int KEPT = 20_000;

    private final Deque<LogEntry> entries = new ArrayDeque<>();
    private final Schedule schedule;
    private long last;

    /** An empty log; its time is that of {@code schedule}. */
    public ExchangeLog(Schedule schedule) {
        this.schedule = schedule;
    }

    /** A message came, and got an answer with {@code httpStatus}. */
    public void came(String ven, Message message, int httpStatus) {
        add(Direction.IN, ven, message, httpStatus);
    }

    /** A message left. */
    public void left(String ven, Message message, int httpStatus) {
        add(Direction.OUT, ven, message, httpStatus);
    }

    /** Something came that is no message; {@code what} says what it is instead. */
    public synchronized void cameOddly(String ven, String what, int httpStatus) {
        keep(new LogEntry(++last, schedule.millis(), ven, what, Direction.IN, httpStatus, null, null, null, List.of()));
    }

    private synchronized void add(Direction direction, String ven, Message message, int httpStatus) {
        keep(new LogEntry(
                ++last,
                schedule.millis(),
                ven,
                message.type().elementName(),
                direction,
                httpStatus,
                message.requestId().orElse(null),
                message.responseCode().orElse(null),
                EventAnswer.in(message).stream()
                        .map(EventAnswer::optType)
                        .findFirst()
                        .orElse(null),
                events(message)));
    }

    private static List<String> events(Message message) {
        Stream<String> answered =
                EventAnswer.in(message).stream().map(answer -> answer.event() + "/" + answer.modification());
        Stream<String> received =
                ReceivedEvent.in(message).stream().map(event -> event.event() + "/" + event.modification());
        return Stream.concat(answered, received).toList();
    }

    private void keep(LogEntry entry) {
        entries.addLast(entry);
        if (entries.size() > KEPT) {
            entries.removeFirst();
        }
    }

    /** All entries that are kept. */
    public synchronized List<LogEntry> entries() {
        return List.copyOf(entries);
    }
}
