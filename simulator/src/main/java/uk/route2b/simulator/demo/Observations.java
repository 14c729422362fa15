package uk.route2b.simulator.demo;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
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

    /** The CEM took its configuration from 2a, its link is open, and the gateway knows both. */
    void configuredAndLinked(String cem, String port) {
        long started = System.nanoTime();
        Page page = cast.page(cast.ports().url(port) + "/status");
        JsonNode home =
                Patience.await("the link of CEM " + cem, MOST, () -> page.read().filter(Observations::isOpen));
        JsonNode gateway = Patience.await(
                "the gateway to know of it",
                MOST,
                () -> gateway(cem)
                        .filter(status -> status.path("confirmedConfiguration").longValue() > 0));
        narrator.say(String.format(
                Locale.ROOT,
                "CEM %s: link configuration version %d read over 2a in %d fragments of at most 110 characters (%d written),"
                        + " receipt and report up in %d alerts; link open after %d ms, session epoch %d, route %s",
                cem,
                home.path("configurationVersion").longValue(),
                home.path("fragmentsRead").longValue(),
                gateway.path("fragmentsWritten").longValue(),
                home.path("alertsSent").longValue(),
                (System.nanoTime() - started) / 1_000_000,
                gateway.path("sessionEpoch").longValue(),
                gateway.path("route").asString("?")));
    }

    private static boolean isOpen(JsonNode status) {
        return status.path("state").asString("").equals("open")
                && status.path("configurationVersion").longValue() > 0;
    }

    /** What the gateway says of a CEM. */
    private Optional<JsonNode> gateway(String cem) {
        return cast.page(cast.ports().url(Ports.OPERATOR) + "/status")
                .read()
                .flatMap(page -> page.path("dsrsps")
                        .valueStream()
                        .flatMap(dsrsp -> dsrsp.path("cems").valueStream())
                        .filter(each -> each.path("cem").asString("").equals(cem))
                        .findFirst());
    }

    void smartMeterCounts() {
        JsonNode counts =
                cast.page(cast.ports().url(Ports.SMART_METER) + "/counts").require();
        narrator.say("the smart meter system counted " + shown(counts));
    }

    private static String shown(JsonNode counts) {
        return counts.properties().stream()
                .filter(count -> count.getValue().longValue() > 0)
                .map(count -> count.getKey() + " " + count.getValue())
                .collect(Collectors.joining(", "));
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

    /** Where the counters of both directions stand after the story. */
    void counters(String cem) {
        JsonNode status = gateway(cem).orElseThrow(() -> new StepFailed("the gateway does not know CEM " + cem));
        narrator.say(String.format(
                Locale.ROOT,
                "CEM %s at the gateway: last counter sent %s, highest accepted %s, floor %s, unanswered %d, route %s",
                cem,
                status.path("lastSent").asString("?"),
                status.path("highestAccepted").asString("?"),
                status.path("floor").asString("?"),
                status.path("unanswered").longValue(),
                status.path("route").asString("?")));
    }
}
