package uk.route2b.simulator.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Looks at what the processes say of themselves, waits until it is what it should be, and tells the figures. */
final class Observations {
    private static final Duration MOST = Duration.ofSeconds(60);

    private final Cast cast;
    private final Narrator narrator;

    Observations(Cast cast, Narrator narrator) {
        this.cast = cast;
        this.narrator = narrator;
    }

    /** The CEM took its configuration from 2a and its link is open. */
    void configuredAndLinked(String cem) {
        JsonNode status = Patience.await("the link of CEM " + cem, MOST, () -> linked(cem));
        narrator.say("CEM " + cem + ": " + status);
    }

    private Optional<JsonNode> linked(String cem) {
        return status(cem).filter(status -> status.path("link").asString("").equals("open"));
    }

    /** What the gateway says of a CEM. */
    Optional<JsonNode> status(String cem) {
        return cast.page(cast.ports().url(Ports.OPERATOR) + "/status")
                .read()
                .flatMap(page -> StreamSupport.stream(page.path("cems").spliterator(), false)
                        .filter(each -> each.path("cem").asString("").equals(cem))
                        .findFirst());
    }

    void smartMeterCounts() {
        narrator.say("the smart meter system counted "
                + cast.page(cast.ports().url(Ports.SMART_METER) + "/counts").require());
    }

    /** The VTN has taken the VEN's registration and its reports. */
    void registered(String ven) {
        JsonNode entry =
                Patience.await("the registration of " + ven, MOST, () -> logged(ven, "oadrRegisterReport", ""));
        narrator.say(ven + " is registered, oadrRegisterReport at the VTN after " + entry.path("millis") + " ms");
    }

    /** The VTN has an event, and the VEN's answer to it has come back. */
    void eventAnswered(String ven) {
        String event = "event-" + ven;
        String order = "{\"ven\":\"" + ven + "\",\"event\":\"" + event + "\",\"signal\":1.0,\"minutes\":15}";
        narrator.command("curl " + vtn("/control/events") + " -d '" + order + "'");
        long started = System.nanoTime();
        cast.page(vtn("/control/events")).post(order);
        Patience.await("the answer of " + ven, MOST, () -> logged(ven, "oadrCreatedEvent", event));
        long millis = (System.nanoTime() - started) / 1_000_000;
        narrator.say(
                ven + " answered " + event + ": " + millis + " ms from the VTN's order to the VEN's oadrCreatedEvent");
    }

    private Optional<JsonNode> logged(String ven, String message, String event) {
        return StreamSupport.stream(cast.page(vtn("/control/log")).require().spliterator(), false)
                .filter(entry -> entry.path("ven").asString("").equals(ven))
                .filter(entry -> entry.path("messageType").asString("").equals(message))
                .filter(entry ->
                        event.isEmpty() || entry.path("events").toString().contains(event))
                .findFirst();
    }

    private String vtn(String path) {
        return cast.ports().url(Ports.VTN) + path;
    }

    void counters(String cem) {
        narrator.say("CEM " + cem + ": " + status(cem).map(JsonNode::toString).orElse("unknown"));
    }
}
