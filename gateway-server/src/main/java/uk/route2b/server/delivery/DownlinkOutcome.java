package uk.route2b.server.delivery;

import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.openadr.OpenAdrExchange;

/** What became of a message to a CEM. */
public sealed interface DownlinkOutcome {
    /** The CEM's signed receipt. */
    record Receipted(Receipt receipt) implements DownlinkOutcome {
        /** Whether the CEM holds it durably. */
        public boolean isStored() {
            return receipt.status() == ReceiptStatus.STORED;
        }
    }

    /** The VEN's own answer, signed by the CEM. */
    record Answered(OpenAdrExchange exchange) implements DownlinkOutcome {}

    /**
     * Nothing was signed, or the answer cannot be read.
     *
     * @param reason a reason code
     */
    record NotSent(String reason) implements DownlinkOutcome {}
}
