package uk.route2b.protocol.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.json.JsonObject;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * Judges a transcript line by line, in the order of the file, and holds no more than one of them. Give it the first
 * line, each line after it, and then ask for what the whole file lacks.
 *
 * <p>What it proves and what it cannot is written in {@code docs/evidence.md}.
 */
public final class TranscriptJudge {
    private final TranscriptHead head;
    private final TranscriptParties parties;
    private final TranscriptDigest digest = new TranscriptDigest();
    private final CounterCheck counters = new CounterCheck();
    private final List<TranscriptReason> whole = new ArrayList<>();
    private long number = 1;
    private boolean ended;

    private TranscriptJudge(TranscriptHead head, TranscriptParties parties) {
        this.head = head;
        this.parties = parties;
    }

    /**
     * Begins with the first line.
     *
     * @throws MalformedException if it is none of a version known here
     */
    public static TranscriptJudge begin(Octets firstLine, TranscriptParties parties) throws MalformedException {
        TranscriptJudge judge = new TranscriptJudge(TranscriptHead.read(firstLine), parties);
        judge.digest.add(firstLine);
        return judge;
    }

    public TranscriptHead head() {
        return head;
    }

    /** Judges the next line, without its end; empty for the last line, which is of the file and of no message. */
    public Optional<ExchangeJudgement> next(Octets line) {
        number++;
        if (ended) {
            missing(TranscriptReason.AFTER_END);
        }
        try {
            JsonObject json = JsonObject.read(line);
            if (TranscriptTail.isMeant(json)) {
                end(TranscriptTail.read(json));
                return Optional.empty();
            }
            digestUnlessEnded(line);
            return Optional.of(judge(json));
        } catch (MalformedException unreadable) {
            digestUnlessEnded(line);
            return Optional.of(unreadable());
        }
    }

    /** A line that is longer than any could be, which the reader has passed over. */
    public ExchangeJudgement nextTooLong() {
        number++;
        return unreadable();
    }

    /** What is wrong with the file as a whole; for after its last line. */
    public List<TranscriptReason> finish() {
        if (!ended) {
            missing(TranscriptReason.FILE_CUT);
        }
        return List.copyOf(whole);
    }

    private void digestUnlessEnded(Octets line) {
        if (!ended) {
            digest.add(line);
        }
    }

    private void end(TranscriptTail stated) {
        if (ended) {
            return;
        }
        ended = true;
        TranscriptTail counted = digest.tail();
        if (counted.exchanges() != stated.exchanges()) {
            missing(TranscriptReason.FILE_COUNT);
        }
        if (!counted.digest().equals(stated.digest())) {
            missing(TranscriptReason.FILE_DIGEST);
        }
    }

    private void missing(TranscriptReason reason) {
        if (!whole.contains(reason)) {
            whole.add(reason);
        }
    }

    private ExchangeJudgement judge(JsonObject json) {
        try {
            TranscriptEntry entry = TranscriptEntry.read(json);
            ExchangeCheck check = ExchangeCheck.of(head, parties, entry);
            List<TranscriptReason> reasons = new ArrayList<>(check.reasons());
            counters.next(entry.down(), entry.counter(), entry.digest()).ifPresent(reasons::add);
            return new ExchangeJudgement(number, Optional.of(entry), check.receipt(), reasons);
        } catch (MalformedException unreadable) {
            return unreadable();
        }
    }

    private ExchangeJudgement unreadable() {
        return new ExchangeJudgement(number, Optional.empty(), Optional.empty(), List.of(TranscriptReason.LINE));
    }
}
