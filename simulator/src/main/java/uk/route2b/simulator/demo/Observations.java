package uk.route2b.simulator.demo;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
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
                millis(started),
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

    /** The gateway has noticed that the CEM is gone, for long enough. */
    void fellBack(String cem) {
        long started = System.nanoTime();
        Patience.await(
                "the gateway to fall back to 2a",
                MOST,
                () -> gateway(cem).filter(status -> status.path("fallenBack").booleanValue()));
        narrator.say("CEM " + cem + " has no link; urgent messages go by 2a after " + millis(started) + " ms");
    }

    /** The CEM's link is open, and the gateway knows it. */
    void linked(String cem, String port) {
        long started = System.nanoTime();
        Page page = cast.page(cast.ports().url(port) + "/status");
        Patience.await("the link of CEM " + cem, MOST, () -> page.read().filter(Observations::isOpen));
        JsonNode gateway = Patience.await(
                "the gateway to know of it",
                MOST,
                () -> gateway(cem)
                        .filter(status -> status.path("route").asString("").equals("2b")));
        narrator.say(String.format(
                Locale.ROOT,
                "CEM %s: link open again after %d ms, session epoch %d, route 2b",
                cem,
                millis(started),
                gateway.path("sessionEpoch").longValue()));
    }

    /** What was sent to the CEM has its answer, by whichever route. */
    void nothingUnanswered(String cem) {
        Patience.await(
                "the answers of CEM " + cem,
                MOST,
                () -> gateway(cem).filter(status -> status.path("unanswered").longValue() == 0));
    }

    private static long millis(long startedNanos) {
        return (System.nanoTime() - startedNanos) / 1_000_000;
    }

    /** The VTN has taken the VEN's registration and its reports. */
    void registered(String ven) {
        JsonNode entry =
                Patience.await("the registration of " + ven, MOST, () -> logged(ven, "oadrRegisterReport", ""));
        narrator.say(ven + " is registered, oadrRegisterReport at the VTN after " + entry.path("millis") + " ms");
    }

    /**
     * The VTN has an event for each VEN, and their answers have come back.
     *
     * @param name of the events, with the VEN's behind it
     */
    void eventsAnswered(List<String> vens, String name) {
        long started = System.nanoTime();
        for (String ven : vens) {
            String order =
                    "{\"ven\":\"" + ven + "\",\"event\":\"" + name + "-" + ven + "\",\"signal\":1.0,\"minutes\":15}";
            narrator.command("curl " + vtn("/control/events") + " -d '" + order + "'");
            cast.page(vtn("/control/events")).post(order);
        }
        for (String ven : vens) {
            String event = name + "-" + ven;
            Patience.await("the answer of " + ven, MOST, () -> logged(ven, "oadrCreatedEvent", event));
            narrator.say(ven + " answered " + event + ": " + millis(started)
                    + " ms from the VTN's order to the VEN's oadrCreatedEvent");
        }
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
