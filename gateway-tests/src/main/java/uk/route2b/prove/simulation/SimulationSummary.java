package uk.route2b.prove.simulation;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import uk.route2b.prove.run.BlockResult;
import uk.route2b.prove.run.Counts;

/**
 * All blocks of one simulation together.
 *
 * @param missed what had to happen and has not
 */
public record SimulationSummary(
        SimulationOptions options,
        List<BlockResult> blocks,
        Map<String, Long> counts,
        List<String> breaches,
        List<String> missed,
        Path file) {
    /** Every day draws every kind of fault; whether it meets anything on that day is up to chance. */
    private static final int DAYS_TO_MEET_ALL = 30;

    public SimulationSummary {
        blocks = List.copyOf(blocks);
        breaches = List.copyOf(breaches);
        missed = List.copyOf(missed);
    }

    static SimulationSummary of(SimulationOptions options, List<BlockResult> blocks, Path file) {
        Counts counts = new Counts();
        blocks.forEach(block -> counts.addAll(block.counts()));
        List<String> breaches =
                blocks.stream().flatMap(block -> block.breaches().stream()).toList();
        boolean counted = options.plant() == SimulationPlant.NONE && breaches.isEmpty();
        return new SimulationSummary(
                options, blocks, counts.sorted(), breaches, counted ? missed(counts) : List.of(), file);
    }

    private static List<String> missed(Counts counts) {
        List<String> missed = new ArrayList<>();
        if (counts.of(SimulationBlock.DAYS) >= DAYS_TO_MEET_ALL) {
            Fault.owed()
                    .filter(fault -> counts.of(fault.words()) == 0)
                    .forEach(fault -> missed.add("no " + fault.words()));
        }
        for (String name : List.of(
                SimulationBlock.DAYS, SimulationBlock.PUSHES, SimulationBlock.DELIVERIES, SimulationBlock.REQUESTS)) {
            if (counts.of(name) == 0) {
                missed.add("no " + name);
            }
        }
        return missed;
    }

    /** Whether nothing was broken and everything that had to happen has happened. */
    public boolean holds() {
        return breaches.isEmpty() && missed.isEmpty();
    }

    /** Says everything to a person. */
    public void print(PrintStream out) {
        out.println("prove simulation, seed " + options.seed()
                + (options.plant() == SimulationPlant.NONE
                        ? ""
                        : ", planted: " + options.plant().word()));
        counts.forEach((name, count) -> out.printf("  %9d  %s%n", count, name));
        double seconds = blocks.stream().mapToDouble(BlockResult::seconds).sum();
        out.printf("  %9.1f  seconds in %d blocks%n", seconds, blocks.size());
        Counts all = new Counts();
        all.addAll(counts);
        List<String> zero = java.util.stream.Stream.of(Fault.values())
                .map(Fault::words)
                .filter(name -> all.of(name) == 0)
                .toList();
        if (!zero.isEmpty()) {
            out.println("never: " + String.join("; ", zero));
        }
        out.println("results: " + file);
        missed.forEach(what -> out.println("not shown: " + what));
        breaches.forEach(what -> out.println("BROKEN " + what));
        out.println(
                holds()
                        ? "held: 0 acknowledged lost, 0 effects twice, order kept, no counter twice, all bounds kept"
                        : "broken: " + breaches.size() + " promises, " + missed.size() + " things not shown");
    }
}
