package uk.route2b.simulator.openadr;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import uk.route2b.simulator.schedule.Schedule;

/** Every message that came or left, in order. */
public final class ExchangeLog {
    /** How many entries are kept; the oldest go first. */
    static final int KEPT = 20_000;

    private final Map<Long, LogEntry> entries = new LinkedHashMap<>();
    private final Schedule schedule;
    private long last;

    /** An empty log; its time is that of {@code schedule}. */
    public ExchangeLog(Schedule schedule) {
        this.schedule = schedule;
    }

    /** A message came, and got an answer with {@code httpStatus}. */
    public void came(String ven, Message message, int httpStatus) {
        long number = add(Direction.IN, ven, message);
        answered(number, httpStatus);
    }

    /** An answer leaves with {@code httpStatus}. */
    public void left(String ven, Message message, int httpStatus) {
        long number = add(Direction.OUT, ven, message);
        answered(number, httpStatus);
    }

    /** A message leaves now; the number of its entry, whose status comes with {@link #answered}. */
    public long leaves(String ven, Message message) {
        return add(Direction.OUT, ven, message);
    }

    /** The message of entry {@code number} got an answer. */
    public synchronized void answered(long number, int httpStatus) {
        entries.computeIfPresent(number, (same, entry) -> entry.withStatus(httpStatus));
    }

    /** Something came that is no message; {@code what} says what it is instead. */
    public synchronized void cameOddly(String ven, String what, int httpStatus) {
        keep(new LogEntry(++last, schedule.millis(), ven, what, Direction.IN, httpStatus, null, null, null, List.of()));
    }

    private synchronized long add(Direction direction, String ven, Message message) {
        return keep(new LogEntry(
                ++last,
                schedule.millis(),
                ven,
                message.type().elementName(),
                direction,
                LogEntry.NO_STATUS,
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

    private long keep(LogEntry entry) {
        entries.put(entry.number(), entry);
        entries.remove(entry.number() - KEPT);
        return entry.number();
    }

    /** All entries that are kept. */
    public synchronized List<LogEntry> entries() {
        return List.copyOf(entries.values());
    }
}
