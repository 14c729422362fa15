package uk.route2b.prove.simulation;

import java.util.Locale;

/** Spans of virtual time, in milliseconds. */
final class DayTime {
    static final long SECOND = 1000;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    private DayTime() {}

    /** Day, counted from 1, and time of day. */
    static String text(long millis) {
        return String.format(
                Locale.ROOT,
                "day %d %02d:%02d:%02d.%03d",
                millis / DAY + 1,
                millis % DAY / HOUR,
                millis % HOUR / MINUTE,
                millis % MINUTE / SECOND,
                millis % SECOND);
    }
}
