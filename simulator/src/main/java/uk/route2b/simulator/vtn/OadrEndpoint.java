package uk.route2b.simulator.vtn;

import java.util.Optional;
import uk.route2b.simulator.events.Event;
import uk.route2b.simulator.events.Events;
import uk.route2b.simulator.http.Answer;
import uk.route2b.simulator.http.Request;
import uk.route2b.simulator.openadr.ExchangeLog;
import uk.route2b.simulator.openadr.Message;
import uk.route2b.simulator.openadr.OadrService;
import uk.route2b.simulator.openadr.UnreadableException;

/** The OpenADR side of the VTN over HTTP: 200 for whatever can be read, as VTNs do. */
final class OadrEndpoint {
    private static final String XML = "application/xml; charset=UTF-8";

    private final Desk desk;
    private final ExchangeLog log;
    private final Events events;

    OadrEndpoint(Desk desk, ExchangeLog log, Events events) {
        this.desk = desk;
        this.log = log;
        this.events = events;
    }

    Answer post(Request request) {
        Optional<OadrService> service = OadrService.at(request.variable("service"));
        if (service.isEmpty()) {
            return Answer.reason(404, "no such service");
        }
        try {
            return answered(service.get(), Message.read(request.body()));
        } catch (UnreadableException unreadable) {
            log.cameOddly("", "unreadable", 400);
            return Answer.reason(400, String.valueOf(unreadable.getMessage()));
        }
    }

    private Answer answered(OadrService service, Message message) {
        String ven = message.venId().orElse("");
        Message answer = desk.answer(service, message);
        log.came(ven, message, 200);
        log.left(ven, answer, 200);
        events.tell(Event.of("event", message.type().elementName())
                .with("ven", ven)
                .with("answer", answer.type().elementName()));
        return new Answer(200, XML, answer.octets());
    }
}
