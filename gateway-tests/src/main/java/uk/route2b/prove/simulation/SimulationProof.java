package uk.route2b.prove.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import uk.route2b.prove.run.BlockResult;
import uk.route2b.prove.run.Results;

/** Plays block after block of days, each in a world of its own, and appends what each has shown. */
public final class SimulationProof {
    /** So a run that is stopped loses no more than this, and a failure is no longer than this away from its start. */
    static final int BLOCK_DAYS = 60;

    private static final long BLOCK_SEED = 1_000_003;
    private final SimulationOptions options;
    private final LongSupplier nanos;
    private final Consumer<String> story;
    private final Results results;

    /**
     * A proof that has not begun.
     *
     * @param nanos a clock that does not step, for how long it takes
     * @param story told what goes on
     */
    public SimulationProof(SimulationOptions options, LongSupplier nanos, Consumer<String> story) {
        this.options = options;
        this.nanos = nanos;
        this.story = story;
        this.results = new Results(options.folder());
    }

    /** Goes on where the last run with this seed stopped, and sums up. */
    public SimulationSummary run() throws IOException {
        Files.createDirectories(options.folder());
        List<BlockResult> done = done();
        int days = done.stream().mapToInt(BlockResult::rounds).sum();
        boolean broken = done.stream().anyMatch(block -> !block.breaches().isEmpty());
        for (int number = done.size() + 1; days < options.days() && !broken; number++) {
            BlockResult result = block(number, Math.min(BLOCK_DAYS, options.days() - days));
            results.append(result);
            days += result.rounds();
            broken = !result.breaches().isEmpty();
            story.accept("block " + number + ": " + result.rounds() + " days in " + Math.round(result.seconds())
                    + " s, " + (broken ? "BROKEN" : "held") + "; " + days + " of " + options.days());
        }
        return SimulationSummary.of(options, done(), results.file());
    }

    private List<BlockResult> done() throws IOException {
        return results.all().stream().filter(options.plan()::has).toList();
    }

    private BlockResult block(int number, int days) throws IOException {
        long began = nanos.getAsLong();
        long seed = options.seed() * BLOCK_SEED + number;
        SimulationBlock.Shown shown = new SimulationBlock(seed, options.plant()).run(days);
        if (!shown.breaches().isEmpty()) {
            Path trace =
                    options.folder().resolve("trace-" + options.plant().word() + "-" + options.seed() + "-" + number);
            Files.write(trace, shown.trace());
            shown.trace().forEach(story);
            story.accept("these were the last events; they stand in " + trace);
        }
        return new BlockResult(
                SimulationOptions.PROOF,
                SimulationOptions.STORE,
                options.plant().word(),
                options.seed(),
                number,
                shown.days(),
                Duration.ofNanos(nanos.getAsLong() - began).toMillis() / 1000.0,
                shown.counts(),
                shown.breaches().stream()
                        .map(breach -> "seed " + options.seed() + ", block " + number + ", " + breach)
                        .toList());
    }
}
