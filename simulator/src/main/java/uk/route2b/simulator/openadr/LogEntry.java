package uk.route2b.simulator.openadr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message that came or left.
 *
 * @param number from 1, without gaps
 * @param millis since the simulator started
 * @param ven the VEN it came from or went to; empty where nobody knows
 * @param messageType the name of its element; {@code unreadable} or {@code empty} where there is none
 * @param direction which way it went
 * @param httpStatus of the HTTP answer that it was, or that it got; 0 if it got none, or none yet
 * @param requestID what correlates it, if anything does
 * @param responseCode what its eiResponse says, if it has one
 * @param optType what an oadrCreatedEvent says to its first event
 * @param events the events inside, as {@code event/modification}
 */
public record LogEntry(
        long number,
        long millis,
        String ven,
        String messageType,
        Direction direction,
        int httpStatus,
        @Nullable String requestID,
        @Nullable String responseCode,
        @Nullable String optType,
        List<String> events) {
    /** There was no HTTP answer, or it has not come yet. */
    static final int NO_STATUS = 0;

    /** Copies the events. */
    public LogEntry {
        events = List.copyOf(events);
    }

    LogEntry withStatus(int status) {
        return new LogEntry(
                number, millis, ven, messageType, direction, status, requestID, responseCode, optType, events);
    }
}
