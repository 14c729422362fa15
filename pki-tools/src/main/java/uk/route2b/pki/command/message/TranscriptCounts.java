package uk.route2b.pki.command.message;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.transcript.ExchangeJudgement;
import uk.route2b.protocol.transcript.TranscriptEntry;

/** What stands in a transcript, counted. */
final class TranscriptCounts {
    private final Map<String, Long> receipts = new TreeMap<>();
    private long exchanges;
    private long down;
    private long up;
    private long answered;
    private long open;
    private long givenUp;
    private long messagesPruned;
    private long answersPruned;

    /** The counts as JSON gives them. */
    record Counted(
            long exchanges,
            long down,
            long up,
            long answered,
            long open,
            long givenUp,
            long messagesPruned,
            long answersPruned,
            Map<String, Long> receipts) {}

    void add(ExchangeJudgement judgement) {
        exchanges++;
        judgement.entry().ifPresent(this::add);
        judgement.receipt().ifPresent(receipt -> receipts.merge(word(receipt), 1L, Long::sum));
    }

    private void add(TranscriptEntry entry) {
        down += entry.down() ? 1 : 0;
        up += entry.down() ? 0 : 1;
        messagesPruned += entry.message().isEmpty() ? 1 : 0;
        answersPruned += entry.answerPruned() ? 1 : 0;
        switch (entry.end()) {
            case ANSWERED -> answered++;
            case OPEN -> open++;
            case GIVEN_UP -> givenUp++;
        }
    }

    Counted counted() {
        return new Counted(
                exchanges, down, up, answered, open, givenUp, messagesPruned, answersPruned, Map.copyOf(receipts));
    }

    /** How people and JSON call a status. */
    static String word(Receipt receipt) {
        return receipt.status().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
