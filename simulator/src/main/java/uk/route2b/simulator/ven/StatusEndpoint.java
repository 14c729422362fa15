package uk.route2b.simulator.ven;

import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import uk.route2b.simulator.http.Answer;
import uk.route2b.simulator.http.Request;
import uk.route2b.simulator.http.Routes;
import uk.route2b.simulator.openadr.MessageType;

/** Tells what the VEN did, and lets people make it ask for something. */
final class StatusEndpoint {
    private final VenWorks works;

    StatusEndpoint(VenWorks works) {
        this.works = works;
    }

    Routes routes() {
        return new Routes()
                .now("GET", "/log", request -> Answer.json(200, works.log().entries()))
                .now(
                        "GET",
                        "/events",
                        request -> Answer.json(200, works.events().all()))
                .now("GET", "/health", request -> Answer.json(200, health()))
                .now("POST", "/control/messages", this::ask);
    }

    private Map<String, Object> health() {
        Registration.Stage stage = works.registration().stage();
        return Map.of("status", "up", "registered", stage == Registration.Stage.DONE);
    }

    private Answer ask(Request request) {
        String name = message(request);
        works.ask(MessageType.named(name)
                .orElseThrow(() -> new IllegalArgumentException("message is the name of an OpenADR message")));
        return Answer.json(202, Map.of("message", name));
    }

    private static String message(Request request) {
        try {
            return JsonMapper.shared()
                    .readTree(request.body().toArray())
                    .path("message")
                    .asString("");
        } catch (JacksonException unreadable) {
            throw new IllegalArgumentException("the body is a JSON object", unreadable);
        }
    }
}
