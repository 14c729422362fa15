package uk.route2b.server.delivery;

import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.server.store.PayloadState;

/** What a CEM answered to a message of ours. */
sealed interface CemAnswer {
    /** Its receipt. */
    record Receipted(Receipt receipt) implements CemAnswer {
        @Override
        public PayloadState state() {
            return switch (receipt.status()) {
                case STORED -> PayloadState.DELIVERED;
                case REFUSED -> PayloadState.REFUSED;
                case HELD -> PayloadState.HELD;
                case IN_DOUBT -> PayloadState.IN_DOUBT;
                case SUPERSEDED -> PayloadState.SUPERSEDED;
                case EXPIRED -> PayloadState.EXPIRED;
            };
        }

        @Override
        public String reason() {
            return Printable.reason(receipt.detail());
        }
    }

    /** The answer of its VEN. */
    record Answered(OpenAdrExchange exchange) implements CemAnswer {
        @Override
        public PayloadState state() {
            return PayloadState.DELIVERED;
        }

        @Override
        public String reason() {
            return "";
        }
    }

    /**
     * Signed by the CEM and not to be read: the message is done with, and nobody knows what became of it.
     *
     * @param reason a reason code
     */
    record Unreadable(String reason) implements CemAnswer {
        @Override
        public PayloadState state() {
            return PayloadState.IN_DOUBT;
        }
    }

    /** What becomes of a payload that is answered so. */
    PayloadState state();

    /** Why. */
    String reason();

    /**
     * Reads what a CEM has signed.
     *
     * @param most limit on the octets of a payload once inflated
     */
    static CemAnswer read(SignedMessage answer, int most) {
        try {
            Content content = Content.read(answer.content());
            PrivateMessageCode code =
                    PrivateMessageCode.of(answer.header().code()).orElseThrow();
            if (!code.carries(CraFlag.RESPONSE, content.format())) {
                return new Unreadable("format");
            }
            if (content.format() == ContentFormat.RECEIPT) {
                return new Receipted(Receipt.read(content.body()));
            }
            return code == PrivateMessageCode.OPENADR
                    ? new Answered(OpenAdrExchange.read(content, most))
                    : new Unreadable("not-offered");
        } catch (MalformedException malformed) {
            return new Unreadable(malformed.reason().code());
        }
    }
}
