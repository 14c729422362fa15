package uk.route2b.protocol.transcript;

import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.message.Receipt;

/**
 * What was found about one line.
 *
 * @param number its line in the file; the first line is 1
 * @param entry what it says; empty where it cannot be read
 * @param receipt what its answer says, where that is a receipt
 * @param reasons what is wrong with it; empty where everything holds
 */
public record ExchangeJudgement(
        long number, Optional<TranscriptEntry> entry, Optional<Receipt> receipt, List<TranscriptReason> reasons) {
    public ExchangeJudgement {
        reasons = List.copyOf(reasons);
    }

    /** Whether nothing is wrong with it. */
    public boolean holds() {
        return reasons.isEmpty();
    }
}
