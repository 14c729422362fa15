package uk.route2b.simulator.demo;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What went by which route since the last look, as DCC and gateway count it. */
final class Tally {
    private static final String WRITES = "sent";
    private static final String DOWN = "charactersDown";
    private static final String ALERTS = "alertsPosted";
    private static final String UP = "charactersUp";
    private static final String BY_2A = "sentBy2a";
    private static final String FROM_2A = "receivedBy2a";
    private static final String BY_2B = "sentBy2b";

    private final Cast cast;
    private final Narrator narrator;
    private Map<String, Long> before = new TreeMap<>();

    Tally(Cast cast, Narrator narrator) {
        this.cast = cast;
        this.narrator = narrator;
    }

    /** Tells what was added, and goes on from there. */
    void tell() {
        Map<String, Long> now = look();
        narrator.say(String.format(
                Locale.ROOT,
                "this step so far, %.1f s: by 2a %d label writes of five labels, %d characters down, and %d alerts,"
                        + " %d characters up; %d messages of VTNs began there and %d of CEMs came there; by 2b the"
                        + " gateway sent %d messages",
                narrator.secondsOfStep(),
                added(now, WRITES),
                added(now, DOWN),
                added(now, ALERTS),
                added(now, UP),
                added(now, BY_2A),
                added(now, FROM_2A),
                added(now, BY_2B)));
        before = now;
    }

    private long added(Map<String, Long> now, String key) {
        return now.getOrDefault(key, 0L) - before.getOrDefault(key, 0L);
    }

    private Map<String, Long> look() {
        Map<String, Long> all = new TreeMap<>();
        cast.page(cast.ports().url(Ports.DCC) + "/counts")
                .require()
                .properties()
                .forEach(count -> all.put(count.getKey(), count.getValue().longValue()));
        JsonNode status =
                cast.page(cast.ports().url(Ports.OPERATOR) + "/status").require();
        status.path("dsrsps")
                .valueStream()
                .flatMap(dsrsp -> dsrsp.path("cems").valueStream())
                .flatMap(cem -> cem.path("messages").properties().stream())
                .forEach(count -> all.merge(count.getKey(), count.getValue().longValue(), Long::sum));
        return all;
    }
}
