package uk.route2b.pki.command.message;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.transcript.ExchangeJudgement;
import uk.route2b.protocol.transcript.TranscriptJudge;
import uk.route2b.protocol.transcript.TranscriptParties;
import uk.route2b.protocol.transcript.TranscriptReason;

/** Judges a transcript as it is read, so that one of a million messages needs no more memory than one of two. */
final class TranscriptFile {
    private final String name;
    private final TranscriptParties parties;
    private final Consumer<String> text;
    private final TranscriptCounts counts = new TranscriptCounts();
    private final List<TranscriptVerdict.Finding> findings = new ArrayList<>();
    private long inAll;

    /** @param text takes each line of the report as it is made */
    TranscriptFile(String name, TranscriptParties parties, Consumer<String> text) {
        this.name = name;
        this.parties = parties;
        this.text = text;
    }

    /**
     * Judges the whole file.
     *
     * @param progress is told how many more octets have been read
     */
    TranscriptVerdict judge(LineFile lines, LongConsumer progress) throws IOException {
        Optional<LineFile.Line> first = lines.next();
        Optional<TranscriptJudge> begun = first.flatMap(LineFile.Line::line).flatMap(this::begin);
        if (begun.isEmpty()) {
            text.accept(name + ": not verified, " + TranscriptReason.FIRST_LINE.meaning());
            return TranscriptVerdict.none(name);
        }
        TranscriptJudge judge = begun.get();
        ExchangeText words = new ExchangeText(judge.head());
        text.accept(title(judge));
        for (Optional<LineFile.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            exchange(judge, line.get()).ifPresent(judgement -> say(words, judgement));
            progress.accept(lines.taken());
        }
        judge.finish().forEach(reason -> found(List.of(TranscriptVerdict.Finding.ofFile(reason))));
        TranscriptVerdict verdict = TranscriptVerdict.of(name, judge.head(), counts, inAll, findings);
        text.accept(summary(verdict));
        return verdict;
    }

    private Optional<TranscriptJudge> begin(uk.route2b.protocol.octets.Octets line) {
        try {
            return Optional.of(TranscriptJudge.begin(line, parties));
        } catch (MalformedException noTranscript) {
            return Optional.empty();
        }
    }

    private static Optional<ExchangeJudgement> exchange(TranscriptJudge judge, LineFile.Line line) {
        return line.line().isPresent() ? judge.next(line.line().get()) : Optional.of(judge.nextTooLong());
    }

    private void say(ExchangeText words, ExchangeJudgement judgement) {
        counts.add(judgement);
        found(TranscriptVerdict.Finding.of(judgement));
        words.lines(judgement).forEach(text);
    }

    private void found(List<TranscriptVerdict.Finding> more) {
        inAll += more.size();
        more.stream().limit(TranscriptVerdict.LISTED_MOST - findings.size()).forEach(findings::add);
    }

    private String title(TranscriptJudge judge) {
        return name + ": transcript of DSRSP " + judge.head().dsrsp() + " and CEM "
                + judge.head().cem() + ", from "
                + judge.head().fromMillis().map(ExchangeText::at).orElse("the beginning") + " until "
                + judge.head().untilMillis().map(ExchangeText::at).orElse("the end") + ", written "
                + ExchangeText.at(judge.head().writtenMillis());
    }

    private String summary(TranscriptVerdict verdict) {
        TranscriptCounts.Counted counted = counts.counted();
        String found = counted.exchanges() + " messages, " + counted.down() + " down and " + counted.up() + " up, "
                + counted.answered() + " answered, " + counted.open() + " without an answer, " + counted.givenUp()
                + " given up; receipts " + counted.receipts();
        if (verdict.verified()) {
            return name + ": verified, " + found;
        }
        String first =
                findings.isEmpty() ? "" : "; the first: " + findings.get(0).text();
        return name + ": not verified, " + inAll + " findings" + first + "; " + found;
    }
}
