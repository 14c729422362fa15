package uk.route2b.pki.command.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.route2b.protocol.transcript.ExchangeJudgement;
import uk.route2b.protocol.transcript.TranscriptHead;
import uk.route2b.protocol.transcript.TranscriptReason;

/**
 * What a verification found about one transcript. The first two keys are those of {@link Verdict}, by which programs
 * tell good from bad whatever a file is.
 *
 * @param reason code of the first finding; null where there is none
 * @param transcript null where the file is none of a version that this program knows
 */
record TranscriptVerdict(
        String file,
        boolean verified,
        @Nullable String reason,
        @Nullable Transcript transcript) {
    /** How many findings are listed; all are counted. */
    static final int LISTED_MOST = 1_000;

    /**
     * What stands in it.
     *
     * @param from of the period; null where it was not limited
     * @param findingsInAll how many there are, also those that are not listed
     */
    record Transcript(
            int version,
            String dsrsp,
            String cem,
            @Nullable Instant from,
            @Nullable Instant until,
            Instant written,
            TranscriptCounts.Counted counts,
            long findingsInAll,
            List<Finding> findings) {}

    /**
     * One thing that is wrong.
     *
     * @param line 0 where it is the file as a whole
     * @param counter of the message; null where there is none
     */
    record Finding(
            long line,
            String reason,
            String meaning,
            @Nullable String direction,
            @Nullable String counter) {
        static Finding ofFile(TranscriptReason reason) {
            return new Finding(0, reason.code(), reason.meaning(), null, null);
        }

        static List<Finding> of(ExchangeJudgement judgement) {
            List<Finding> findings = new ArrayList<>();
            for (TranscriptReason reason : judgement.reasons()) {
                String direction = judgement
                        .entry()
                        .map(entry -> entry.down() ? "down" : "up")
                        .orElse(null);
                String counter = judgement
                        .entry()
                        .map(entry -> Long.toUnsignedString(entry.counter()))
                        .orElse(null);
                findings.add(new Finding(judgement.number(), reason.code(), reason.meaning(), direction, counter));
            }
            return findings;
        }

        String text() {
            return (line == 0 ? "" : "line " + line + ": ") + reason + ", " + meaning;
        }
    }

    /** The verdict on a file whose first line is not that of a transcript. */
    static TranscriptVerdict none(String file) {
        return new TranscriptVerdict(file, false, TranscriptReason.FIRST_LINE.code(), null);
    }

    static TranscriptVerdict of(
            String file, TranscriptHead head, TranscriptCounts counts, long inAll, List<Finding> findings) {
        Transcript transcript = new Transcript(
                TranscriptHead.VERSION,
                head.dsrsp().toString(),
                head.cem().toString(),
                moment(head.fromMillis()),
                moment(head.untilMillis()),
                Instant.ofEpochMilli(head.writtenMillis()),
                counts.counted(),
                inAll,
                List.copyOf(findings));
        String reason = findings.isEmpty() ? null : findings.get(0).reason();
        return new TranscriptVerdict(file, inAll == 0, reason, transcript);
    }

    private static @Nullable Instant moment(Optional<Long> millis) {
        return millis.map(Instant::ofEpochMilli).orElse(null);
    }
}
