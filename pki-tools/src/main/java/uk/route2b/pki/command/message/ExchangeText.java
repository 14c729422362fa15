package uk.route2b.pki.command.message;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.transcript.ExchangeJudgement;
import uk.route2b.protocol.transcript.TranscriptEntry;
import uk.route2b.protocol.transcript.TranscriptHead;
import uk.route2b.protocol.transcript.TranscriptReason;

/**
 * One line of a transcript in words that a person can take to a dispute: who proves what, and what only the gateway
 * says. Of a line with a finding nothing is said to be proven.
 */
record ExchangeText(TranscriptHead head) {
    List<String> lines(ExchangeJudgement judgement) {
        String first = "line " + judgement.number() + ": "
                + judgement.entry().map(this::what).orElse("unreadable");
        if (judgement.holds() && judgement.entry().isPresent()) {
            TranscriptEntry entry = judgement.entry().get();
            return List.of(first, "    " + sender(entry), "    " + answer(entry, judgement.receipt()));
        }
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(first),
                        judgement.reasons().stream().map(ExchangeText::wrong))
                .toList();
    }

    private static String wrong(TranscriptReason reason) {
        return "    WRONG " + reason.code() + ": " + reason.meaning();
    }

    private String what(TranscriptEntry entry) {
        return (entry.down() ? "down, " : "up, ") + entry.code() + ", counter "
                + Long.toUnsignedString(entry.counter()) + " (born " + born(entry.counter())
                + " by its sender's clock)";
    }

    private String sender(TranscriptEntry entry) {
        String name = entry.down() ? dsrsp() : cem();
        String said = entry.down() ? "signed" : "accepted";
        return entry.message().isPresent()
                ? name + " signed this message; the gateway says that it was " + said + " at " + at(entry.atMillis())
                : "the message was pruned, so nobody proves what " + name + " signed; its digest was "
                        + entry.digest().hex();
    }

    private String answer(TranscriptEntry entry, Optional<Receipt> receipt) {
        String name = entry.down() ? cem() : dsrsp();
        if (entry.answer().isPresent()) {
            String stored = entry.answeredMillis()
                    .map(moment -> "; the gateway says that it kept this answer at " + at(moment))
                    .orElse("");
            return name + " " + receipt.map(ExchangeText::confirmed).orElse("answered this counter with OpenADR")
                    + stored;
        }
        return switch (entry.end()) {
            case ANSWERED -> "the answer was pruned, so nobody proves what " + name + " answered";
            case OPEN -> "no answer on record";
            case GIVEN_UP -> "no answer on record; the gateway says that the message was given up";
        };
    }

    private static String confirmed(Receipt receipt) {
        String what = receipt.status() == ReceiptStatus.STORED
                ? "confirmed that it holds these octets"
                : "confirmed that it has seen these octets and said: " + TranscriptCounts.word(receipt);
        String detail = receipt.detail().isEmpty() ? "" : ", \"" + printable(receipt.detail()) + "\"";
        return what + String.format(" (receipt %02X%s)", receipt.status().octet(), detail);
    }

    private String dsrsp() {
        return "DSRSP " + head.dsrsp();
    }

    private String cem() {
        return "CEM " + head.cem();
    }

    private static String born(long counter) {
        return counter < 0 ? "never" : at(counter);
    }

    /** What stands in a file may be no time at all. */
    static String at(long millis) {
        try {
            return Instant.ofEpochMilli(millis).toString();
        } catch (DateTimeException beyond) {
            return millis + " ms";
        }
    }

    /** What somebody else chose must not steer a terminal. */
    private static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7E]", "?");
    }
}
