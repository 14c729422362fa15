package uk.route2b.simulator.vtn;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.route2b.simulator.http.Answer;
import uk.route2b.simulator.http.Request;
import uk.route2b.simulator.openadr.MessageType;

/** The operator's side of the VTN over HTTP. */
final class ControlEndpoint {
    private final Dispatcher dispatcher;

    ControlEndpoint(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    Answer order(Request request) {
        JsonNode json = json(request);
        EventOrder order = new EventOrder(
                json.path("ven").asString(""),
                json.path("event").asString(""),
                json.path("signal").asDouble(Double.NaN),
                json.path("minutes").asInt(0),
                json.path("inSeconds").asInt(0));
        return dispatcher
                .dispatch(order)
                .map(dispatched -> Answer.json(202, dispatched))
                .orElseGet(() -> Answer.reason(409, "too many events"));
    }

    Answer cancel(Request request) {
        return dispatcher
                .cancel(
                        request.variable("event"),
                        Optional.ofNullable(request.query().get("ven")))
                .map(dispatched -> Answer.json(202, dispatched))
                .orElseGet(() -> Answer.reason(404, "no such event"));
    }

    Answer ask(Request request) {
        JsonNode json = json(request);
        MessageType type = MessageType.named(json.path("message").asString(""))
                .orElseThrow(() -> new IllegalArgumentException("message is the name of an OpenADR message"));
        return dispatcher.ask(json.path("ven").asString(""), type)
                ? Answer.json(202, json)
                : Answer.reason(409, "too many requests wait");
    }

    private static JsonNode json(Request request) {
        try {
            return JsonMapper.shared().readTree(request.body().toArray());
        } catch (JacksonException unreadable) {
            throw new IllegalArgumentException("the body is a JSON object", unreadable);
        }
    }
}
