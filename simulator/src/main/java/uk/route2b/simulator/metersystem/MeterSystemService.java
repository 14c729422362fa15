package uk.route2b.simulator.metersystem;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.simulator.http.Answer;
import uk.route2b.simulator.http.Request;
import uk.route2b.simulator.http.Routes;

/** The HTTP interface: {@code /system} for the DSRSP's side, {@code /home} for the home side. */
final class MeterSystemService {
    private final MeterSystem system;

    MeterSystemService(MeterSystem system) {
        this.system = system;
    }

    Routes routes() {
        return new Routes()
                .on("POST", "/system/meters/{meter}/labels", this::write)
                .on("GET", "/system/alerts", this::alerts)
                .now("GET", "/home/meters/{meter}/labels", this::read)
                .now("POST", "/home/meters/{meter}/alerts", this::raise)
                .now("POST", "/control/outage", this::outage)
                .now("GET", "/counts", request -> Answer.json(200, system.counts()))
                .now("GET", "/health", request -> Answer.json(200, Map.of("status", "up")));
    }

    private CompletionStage<Answer> write(Request request) {
        return system.write(meter(request), Labels.parse(text(request))).thenApply(MeterSystemService::answer);
    }

    private static Answer answer(WriteOutcome outcome) {
        if (outcome instanceof WriteOutcome.Responded responded) {
            return Answer.json(200, Map.of("results", responded.results()));
        }
        WriteOutcome.Failed failed = (WriteOutcome.Failed) outcome;
        return Answer.reason(status(failed), failed.reason());
    }

    private static int status(WriteOutcome.Failed failed) {
        return switch (failed) {
            case NO_RESPONSE -> 504;
            case OUTAGE, FULL -> 503;
            case BUSY -> 409;
        };
    }

    private CompletionStage<Answer> alerts(Request request) {
        return system.alertsAfter(request.number("after", 0), request.number("wait", 0))
                .thenApply(alerts -> Answer.json(200, Map.of("alerts", alerts)));
    }

    private Answer read(Request request) {
        return system.read(meter(request))
                .map(labels -> Answer.text(labels.text()))
                .orElseGet(() -> Answer.reason(503, "full"));
    }

    private Answer raise(Request request) {
        EntityIdentifier meter = meter(request);
        String text = text(request);
        if (text.length() > AlertText.LONGEST) {
            return Answer.reason(413, "at most 1062 characters");
        }
        return switch (system.raise(meter, new AlertText(text))) {
            case YES -> Answer.json(202, Map.of("status", "accepted"));
            case OUTAGE -> Answer.reason(503, "outage");
            case FULL -> Answer.reason(503, "full");
        };
    }

    private Answer outage(Request request) {
        String word = text(request).strip();
        if (!word.equals("on") && !word.equals("off")) {
            return Answer.reason(400, "the body is on or off");
        }
        system.outage(word.equals("on"));
        return Answer.json(200, Map.of("outage", word));
    }

    private static EntityIdentifier meter(Request request) {
        return EntityIdentifier.parse(request.variable("meter"));
    }

    /** One character for each octet, so that nothing outside ASCII can pass for printable. */
    private static String text(Request request) {
        return new String(request.body().toArray(), StandardCharsets.ISO_8859_1);
    }
}
