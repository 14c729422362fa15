package uk.route2b.simulator.vtn;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import uk.route2b.simulator.openadr.DemandEvent;

/**
 * What somebody wants of a VEN.
 *
 * @param ven whose load
 * @param event the event's identifier; one that exists is changed
 * @param signal the level
 * @param minutes how long
 * @param inSeconds when it begins, from now
 */
public record EventOrder(String ven, String event, double signal, int minutes, int inSeconds) {
    private static final int LONGEST_MINUTES = 7 * 24 * 60;

    /** Checks everything. */
    public EventOrder {
        Identifiers.check(ven);
        Identifiers.check(event);
        if (!Double.isFinite(signal) || minutes < 1 || minutes > LONGEST_MINUTES || inSeconds < 0) {
            throw new IllegalArgumentException("signal is a number, minutes 1 to 10080, inSeconds at least 0");
        }
    }

    /** An event that begins now. */
    public EventOrder(String ven, String event, double signal, int minutes) {
        this(ven, event, signal, minutes, 0);
    }

    /** The event that this makes of {@code before}, or a new one. */
    DemandEvent event(@Nullable DemandEvent before, Instant exactly) {
        Instant now = exactly.truncatedTo(ChronoUnit.SECONDS);
        int modification = before == null ? 0 : before.modification() + 1;
        Instant start = before == null || inSeconds > 0 ? now.plusSeconds(inSeconds) : before.start();
        return new DemandEvent(event, ven, modification, signal, start, Duration.ofMinutes(minutes), now, false);
    }
}
