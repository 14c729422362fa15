package uk.route2b.simulator.dcc;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.simulator.http.Answer;
import uk.route2b.simulator.http.Request;
import uk.route2b.simulator.http.Routes;

/** The services that a user asks, by the paths of the emulator, and what a tester needs. */
final class DccService {
    private static final String XML = "application/xml";

    private final AtomicBoolean outage = new AtomicBoolean();
    private final Dcc dcc;

    DccService(Dcc dcc) {
        this.dcc = dcc;
    }

    Routes routes() {
        return new Routes()
                .on("POST", "/api/v1/serviceT", request -> serve(request, dcc::transform))
                .on("POST", "/api/v1/serviceS", request -> serve(request, dcc::send))
                .now("POST", "/control/outage", this::outage)
                .now("GET", "/counts", request -> Answer.json(200, dcc.counts()))
                .now("GET", "/health", request -> Answer.json(200, Map.of("status", "up")));
    }

    private CompletionStage<Answer> serve(Request request, Function<Octets, CompletionStage<Octets>> service) {
        return outage.get()
                ? CompletableFuture.completedFuture(Answer.reason(503, "outage"))
                : service.apply(request.body()).thenApply(document -> new Answer(200, XML, document));
    }

    private Answer outage(Request request) {
        String word = request.body().text().strip();
        if (!word.equals("on") && !word.equals("off")) {
            return Answer.reason(400, "the body is on or off");
        }
        outage.set(word.equals("on"));
        dcc.system().outage(word.equals("on"));
        return Answer.json(200, Map.of("outage", word));
    }
}
