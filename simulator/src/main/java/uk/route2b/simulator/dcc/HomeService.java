package uk.route2b.simulator.dcc;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.simulator.http.Answer;
import uk.route2b.simulator.http.Request;
import uk.route2b.simulator.http.Routes;
import uk.route2b.simulator.metersystem.AlertText;

/** The home area networks of all meters: a CEM reads the labels of its meter and raises alerts through it. */
final class HomeService {
    private final Dcc dcc;

    HomeService(Dcc dcc) {
        this.dcc = dcc;
    }

    Routes routes() {
        return new Routes()
                .now("GET", "/home/meters/{meter}/labels", this::read)
                .now("POST", "/home/meters/{meter}/alerts", this::raise)
                .now("GET", "/health", request -> Answer.json(200, Map.of("status", "up")));
    }

    private Answer read(Request request) {
        EntityIdentifier meter = meter(request);
        return dcc.has(meter)
                ? dcc.system()
                        .read(meter)
                        .map(labels -> Answer.text(labels.text()))
                        .orElseGet(() -> Answer.reason(503, "full"))
                : unknown();
    }

    private Answer raise(Request request) {
        EntityIdentifier meter = meter(request);
        // One character for each octet, so that nothing outside ASCII can pass for printable.
        String text = new String(request.body().toArray(), StandardCharsets.ISO_8859_1);
        if (!dcc.has(meter)) {
            return unknown();
        }
        if (text.length() > AlertText.LONGEST) {
            return Answer.reason(413, "at most " + AlertText.LONGEST + " characters");
        }
        return switch (dcc.raise(meter, new AlertText(text))) {
            case YES -> Answer.json(202, Map.of("status", "accepted"));
            case OUTAGE -> Answer.reason(503, "outage");
            case FULL -> Answer.reason(503, "full");
        };
    }

    private static Answer unknown() {
        return Answer.reason(404, "there is no such meter");
    }

    private static EntityIdentifier meter(Request request) {
        return EntityIdentifier.parse(request.variable("meter"));
    }
}
