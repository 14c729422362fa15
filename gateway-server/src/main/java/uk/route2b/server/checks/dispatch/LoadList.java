package uk.route2b.server.checks.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import uk.route2b.protocol.octets.Octets;

/** A list as it is remembered: of each event what the comparison with the next list needs, and nothing else. */
record LoadList(Map<String, Remembered> events) {
    private static final int DIGITS = 16;

    /** One line: digest of the id, digest of the version, start, end, and whether it was cancelled. */
    record Remembered(String version, long startMinute, long endMinute, boolean cancelled) {}

    static LoadList of(List<LoadEvent> events) {
        Map<String, Remembered> remembered = new HashMap<>();
        for (LoadEvent event : events) {
            remembered.put(
                    digest(event.id()),
                    new Remembered(digest(event.version()), event.startMinute(), event.endMinute(), event.cancelled()));
        }
        return new LoadList(remembered);
    }

    private static String digest(String text) {
        return Octets.ofText(text).sha256().hex().substring(0, DIGITS);
    }

    static LoadList read(String text) {
        Map<String, Remembered> remembered = new HashMap<>();
        text.lines()
                .map(line -> line.split(" ", -1))
                .forEach(part -> remembered.put(
                        part[0],
                        new Remembered(
                                part[1], Long.parseLong(part[2]), Long.parseLong(part[3]), part[4].equals("1"))));
        return new LoadList(remembered);
    }

    String text() {
        List<String> lines = new ArrayList<>();
        events.forEach((id, event) -> lines.add(id + " " + event.version() + " " + event.startMinute() + " "
                + event.endMinute() + " " + (event.cancelled() ? "1" : "0")));
        lines.sort(null);
        return String.join("\n", lines);
    }

    /**
     * The minutes in which the load may change because {@code next} takes the place of this list: starts, ends and all
     * between of what is new or different; and now, where something that is under way changes, or something is
     * cancelled, also by being left out.
     */
    TreeSet<Long> changes(List<LoadEvent> next, long nowMinute) {
        TreeSet<Long> minutes = new TreeSet<>();
        Map<String, Remembered> gone = new HashMap<>(events);
        for (LoadEvent event : next) {
            Remembered before = gone.remove(digest(event.id()));
            if (before == null || !before.version().equals(digest(event.version()))) {
                add(minutes, event, before, nowMinute);
            }
        }
        if (gone.values().stream().anyMatch(event -> !event.cancelled() && event.endMinute() >= nowMinute)) {
            minutes.add(nowMinute);
        }
        return minutes;
    }

    private static void add(
            TreeSet<Long> minutes,
            LoadEvent event,
            @org.jspecify.annotations.Nullable Remembered before,
            long nowMinute) {
        boolean was = before != null && !before.cancelled() && before.endMinute() >= nowMinute;
        if (event.cancelled()) {
            if (was) {
                minutes.add(nowMinute);
            }
            return;
        }
        boolean hadBegun = was && before != null && before.startMinute() <= nowMinute;
        if (event.isUnderWay(nowMinute) || hadBegun) {
            minutes.add(nowMinute);
        }
        event.changes().stream().filter(minute -> minute >= nowMinute).forEach(minutes::add);
    }
}
