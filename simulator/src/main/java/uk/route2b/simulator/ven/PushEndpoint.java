package uk.route2b.simulator.ven;

import java.util.Optional;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.simulator.http.Answer;
import uk.route2b.simulator.http.Request;
import uk.route2b.simulator.http.Routes;
import uk.route2b.simulator.openadr.ExchangeLog;
import uk.route2b.simulator.openadr.Message;
import uk.route2b.simulator.openadr.OadrService;
import uk.route2b.simulator.openadr.UnreadableException;

/** Hears pushes. */
final class PushEndpoint {
    private static final String XML = "application/xml; charset=UTF-8";

    private final String venId;
    private final Listener listener;
    private final Ven ven;
    private final ExchangeLog log;

    PushEndpoint(String venId, Listener listener, Ven ven, ExchangeLog log) {
        this.venId = venId;
        this.listener = listener;
        this.ven = ven;
        this.log = log;
    }

    /** VTNs build push URLs in two ways, with and without the base path. */
    Routes routes() {
        return new Routes()
                .now("POST", OadrService.BASE_PATH + "/{service}", this::post)
                .now("POST", "/{service}", this::post);
    }

    private Answer post(Request request) {
        if (OadrService.at(request.variable("service")).isEmpty()) {
            return Answer.reason(404, "no such service");
        }
        try {
            return heard(Message.read(request.body()));
        } catch (UnreadableException unreadable) {
            log.cameOddly(venId, "unreadable", 400);
            return Answer.reason(400, String.valueOf(unreadable.getMessage()));
        }
    }

    private Answer heard(Message message) {
        log.came(venId, message, 200);
        Optional<Message> answer = listener.hear(message);
        answer.ifPresent(given -> log.left(venId, given, 200));
        listener.afterwards(message);
        ven.hurry();
        return new Answer(200, XML, answer.map(Message::octets).orElse(Octets.EMPTY));
    }
}
