package uk.route2b.conformance.catalogue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import uk.route2b.conformance.wire.Heard;

/**
 * One rule and how it is tried.
 *
 * @param <L> the laboratory: what a trial has at hand
 * @param id stable, {@code group.words-of-the-case}
 * @param clause of design.md, or of docs/wire-format.md or an RFC where that says more
 * @param sent what is sent or done
 * @param expected what must happen
 */
public record Case<L>(String id, String clause, String sent, String expected, List<Need<L>> needs, Trial<L> trial) {
    public Case {
        needs = List.copyOf(needs);
    }

    /** Tries a case. */
    @FunctionalInterface
    public interface Trial<L> {
        Verdict run(L lab) throws IOException;
    }

    /** Does something and says what came back. */
    @FunctionalInterface
    public interface Act<L> {
        Heard on(L lab) throws IOException;
    }

    /** A case whose outcome is one thing that comes back. */
    public static <L> Case<L> of(String id, String clause, String sent, Expectation expected, Act<L> act) {
        return judged(id, clause, sent, expected.text(), lab -> expected.judge(act.on(lab)));
    }

    /** A case that judges by itself. */
    public static <L> Case<L> judged(String id, String clause, String sent, String expected, Trial<L> trial) {
        return new Case<>(id, clause, sent, expected, List.of(), trial);
    }

    /** The same, left out where {@code need} is not met. */
    public Case<L> needing(Need<L> need) {
        List<Need<L>> more = new ArrayList<>(needs);
        more.add(need);
        return new Case<>(id, clause, sent, expected, more, trial);
    }

    /** The part of the identifier before the dot. */
    public String group() {
        return id.substring(0, id.indexOf('.'));
    }

    /** Tries it; what goes wrong on the way is a failure, and says what it was. */
    public Verdict run(L lab) {
        for (Need<L> need : needs) {
            if (!need.met().test(lab)) {
                return new Verdict.LeftOut(need.missing());
            }
        }
        try {
            return trial.run(lab);
        } catch (IOException | IllegalArgumentException | IllegalStateException broken) {
            return new Verdict.Failed("it could not be tried to its end: " + broken.getMessage());
        }
    }
}
