package uk.route2b.client.internal.openadr;

import java.util.Optional;
import uk.route2b.client.internal.session.InboxEntry;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.protocol.openadr.OpenAdrMessage;
import uk.route2b.protocol.openadr.PayloadHead;

/** What the inbox notes of a payload. */
final class Entries {
    private Entries() {}

    static InboxEntry of(
            long counter, boolean answer, Optional<String> ven, OpenAdrExchange exchange, PayloadHead head) {
        return new InboxEntry(
                counter,
                answer,
                ven,
                head.message().map(OpenAdrMessage::element),
                exchange.type(),
                exchange.body().size());
    }
}
