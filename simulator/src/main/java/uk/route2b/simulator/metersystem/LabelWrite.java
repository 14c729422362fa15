package uk.route2b.simulator.metersystem;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import uk.route2b.simulator.schedule.Schedule;

/** One ECS46a on its way to a meter and back: half the delay down, half of it up. */
final class LabelWrite {
    /** How long the home can see a torn write; without a span of its own no reading would ever meet one. */
    static final long TORN_MILLIS = 50;

    private static final String WRITTEN = "00";
    private static final String NOT_WRITTEN = "FA";

    private final CompletableFuture<WriteOutcome> outcome = new CompletableFuture<>();
    private final Meter meter;
    private final Labels labels;
    private final IntPredicate named;
    private final WriteFate fate;
    private final Schedule schedule;
    private final Happenings happenings;

    /** @param named the indices of the labels that the command sets; the others stay as they are */
    LabelWrite(
            Meter meter, Labels labels, IntPredicate named, WriteFate fate, Schedule schedule, Happenings happenings) {
        this.meter = meter;
        this.labels = labels;
        this.named = named;
        this.fate = fate;
        this.schedule = schedule;
        this.happenings = happenings;
    }

    /** Sends it; the meter must have been claimed. */
    CompletionStage<WriteOutcome> send() {
        happenings.happenedIf(fate.delayMillis() > 0, Happening.DELAYED, meter.identifier());
        schedule.after(fate.delayMillis() / 2, this::arrive);
        return outcome.copy();
    }

    private void arrive() {
        if (fate.lost()) {
            happenings.happened(Happening.LOST_COMMANDS, meter.identifier());
            end();
        } else if (fate.torn()) {
            happenings.happened(Happening.TORN_WRITES, meter.identifier());
            meter.tear(labels, this::isWrittenFirst);
            schedule.after(TORN_MILLIS, this::finish);
        } else {
            finish();
        }
    }

    private void finish() {
        meter.write(labels, this::isWritten);
        happenings.happened(Happening.LABEL_WRITES, meter.identifier());
        happenings.happenedIf(!fate.failing().isEmpty(), Happening.PARTIAL_WRITES, meter.identifier());
        happenings.happenedIf(fate.responseLost(), Happening.LOST_RESPONSES, meter.identifier());
        end();
    }

    private void end() {
        schedule.after(fate.delayMillis() - fate.delayMillis() / 2, this::answer);
    }

    private void answer() {
        if (fate.repeats() && !fate.lost()) {
            schedule.after(fate.repeatAfterMillis(), this::repeat);
        }
        meter.release();
        outcome.complete(
                fate.lost() || fate.responseLost()
                        ? WriteOutcome.Failed.NO_RESPONSE
                        : new WriteOutcome.Responded(results()));
    }

    private void repeat() {
        meter.write(labels, named);
        happenings.happened(Happening.REPEATED_WRITES, meter.identifier());
    }

    private List<String> results() {
        return IntStream.range(0, Labels.COUNT)
                .mapToObj(label -> !fate.failing().contains(label) ? WRITTEN : NOT_WRITTEN)
                .toList();
    }

    private boolean isWritten(int label) {
        return named.test(label) && !fate.failing().contains(label);
    }

    private boolean isWrittenFirst(int label) {
        return label < fate.writtenFirst() && isWritten(label);
    }
}
