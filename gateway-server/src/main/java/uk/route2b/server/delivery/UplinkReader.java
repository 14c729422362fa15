package uk.route2b.server.delivery;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.protocol.openadr.OpenAdrMessage;
import uk.route2b.protocol.openadr.OpenAdrService;
import uk.route2b.protocol.openadr.PayloadHead;
import uk.route2b.protocol.openadr.PayloadReader;
import uk.route2b.server.register.Cem;
import uk.route2b.server.register.Ven;
import uk.route2b.server.vtn.NotAuthorised;
import uk.route2b.server.vtn.VtnRequest;

/** Reads what a CEM sends of its own accord and decides where it goes. */
final class UplinkReader {
    private static final int OK = 200;

    private UplinkReader() {}

    /** @param most limit on the octets of the payload once inflated */
    static UplinkDecision read(Cem cem, SignedMessage message, PrivateMessageCode code, int most) {
        try {
            Content content = Content.read(message.content());
            if (!code.carries(CraFlag.ALERT, content.format())) {
                return new UplinkDecision.Refuse("format");
            }
            if (code != PrivateMessageCode.OPENADR) {
                return new UplinkDecision.Refuse("not-offered");
            }
            return readExchange(cem, OpenAdrExchange.read(content, most));
        } catch (MalformedException malformed) {
            return new UplinkDecision.Refuse(malformed.reason().code());
        }
    }

    private static UplinkDecision readExchange(Cem cem, OpenAdrExchange exchange) throws MalformedException {
        PayloadHead head = PayloadReader.DEFAULT.read(exchange.body());
        if (head.message().isPresent() && !head.message().get().sentByVen()) {
            return new UplinkDecision.Refuse("direction");
        }
        if (!names(exchange.ven(), cem) || !head.venIds().stream().allMatch(id -> names(Optional.of(id), cem))) {
            return notAuthorised(cem, exchange, head, "ven-unknown");
        }
        Set<String> named = new HashSet<>(head.venIds());
        exchange.ven().ifPresent(named::add);
        if (named.size() > 1) {
            return notAuthorised(cem, exchange, head, "ven-mismatch");
        }
        Optional<Ven> ven = named.stream().findFirst().flatMap(cem::ven).or(() -> only(cem));
        return ven.map(found -> forward(cem, found, exchange, head)).orElse(new UplinkDecision.Refuse("ven-unknown"));
    }

    /** In every position a venID has to be that of one VEN of this CEM, and of the one that speaks. */
    private static UplinkDecision notAuthorised(Cem cem, OpenAdrExchange exchange, PayloadHead head, String reason) {
        Optional<Ven> ven =
                exchange.ven().flatMap(cem::ven).or(() -> cem.vens().stream().findFirst());
        String vtn = ven.map(found -> found.vtn().name()).orElse("");
        return NotAuthorised.answer(head, exchange.body(), vtn)
                .<UplinkDecision>map(body -> new UplinkDecision.Answer(
                        new OpenAdrExchange(exchange.ven(), Optional.empty(), OK, Optional.empty(), body), reason))
                .orElse(new UplinkDecision.Refuse(reason));
    }

    /** Whether a venID, where there is one, is of a VEN of this CEM. */
    private static boolean names(Optional<String> venId, Cem cem) {
        return venId.isEmpty() || cem.ven(venId.get()).isPresent();
    }

    private static Optional<Ven> only(Cem cem) {
        return cem.vens().size() == 1 ? Optional.of(cem.vens().get(0)) : Optional.empty();
    }

    private static UplinkDecision forward(Cem cem, Ven ven, OpenAdrExchange exchange, PayloadHead head) {
        Optional<String> service = exchange.service().isPresent()
                ? exchange.service().flatMap(OpenAdrService::of).map(OpenAdrService::segment)
                : head.message().map(OpenAdrMessage::service).map(OpenAdrService::segment);
        return service.<UplinkDecision>map(name -> new UplinkDecision.Forward(
                        new VtnRequest(
                                ven.vtn(),
                                ven.id(),
                                name,
                                exchange.type(),
                                exchange.body(),
                                cem.messageCertificates().stream().findFirst()),
                        head.message().map(OpenAdrMessage::element).orElse("signed")))
                .orElse(new UplinkDecision.Refuse("service"));
    }
}
