package uk.route2b.server.vtn;

import java.util.Optional;
import java.util.Set;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.protocol.openadr.OpenAdrMessage;
import uk.route2b.protocol.openadr.PayloadHead;
import uk.route2b.server.register.Ven;

/** What delivery may know of an OpenADR 2.0b message; here its name ends (design section 3). */
public final class PushFacts {
    private static final String UNNAMED = "signed";

    /** What switches a load, and what takes something back (design section 9). */
    private static final Set<OpenAdrMessage> URGENT = Set.of(
            OpenAdrMessage.DISTRIBUTE_EVENT, OpenAdrMessage.CANCEL_PARTY_REGISTRATION, OpenAdrMessage.CANCEL_REPORT);

    private PushFacts() {}

    /** A message for {@code ven}, as it is handed to delivery. */
    public static PushedPayload of(Ven ven, PayloadHead head, OpenAdrExchange exchange) {
        Optional<OpenAdrMessage> message = head.message();
        return new PushedPayload(
                ven,
                message.map(OpenAdrMessage::element).orElse(UNNAMED),
                message.filter(URGENT::contains).isPresent(),
                // It always carries all events of a VEN, so only the newest counts; nothing else does.
                message.filter(OpenAdrMessage.DISTRIBUTE_EVENT::equals).isPresent(),
                exchange);
    }
}
