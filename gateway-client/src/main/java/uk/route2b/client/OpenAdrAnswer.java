package uk.route2b.client;

import java.util.Optional;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.octets.Octets;

/** What became of a request: one of three, and each is final. */
public sealed interface OpenAdrAnswer {
    /** The kinds, for a switch. */
    enum Kind {
        ANSWERED,
        RECEIPTED,
        NOT_SENT
    }

    Kind kind();

    /**
     * The VTN answered.
     *
     * @param status HTTP status; 503 if the gateway could not reach the VTN
     * @param type content type; empty for XML in UTF-8
     * @param handover what to run once the VEN has it, or did not get it; {@link Handover#NONE} unless the answer
     *     carries a request of the VTN
     */
    record Answered(int status, Optional<String> type, Octets body, Handover handover) implements OpenAdrAnswer {
        /** An answer that carries no request. */
        public Answered(int status, Optional<String> type, Octets body) {
            this(status, type, body, Handover.NONE);
        }

        @Override
        public Kind kind() {
            return Kind.ANSWERED;
        }
    }

    /**
     * The gateway answered for the VTN: refused, held, in doubt. Or nobody can tell any more: in doubt with the reason
     * {@code counter-spent}, {@code damaged} or one that begins with {@code answer-}.
     *
     * @param detail a reason code; may be empty
     */
    record Receipted(ReceiptStatus status, String detail) implements OpenAdrAnswer {
        @Override
        public Kind kind() {
            return Kind.RECEIPTED;
        }
    }

    /**
     * It never left this CEM and never will.
     *
     * @param reason a stable reason code: {@code queue-full}, {@code payloads-full}, {@code too-large}, {@code format},
     *     {@code ven-unknown}, {@code ven-missing}, {@code withdrawn}, {@code closed}
     */
    record NotSent(String reason) implements OpenAdrAnswer {
        @Override
        public Kind kind() {
            return Kind.NOT_SENT;
        }
    }
}
