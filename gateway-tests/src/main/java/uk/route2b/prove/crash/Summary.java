package uk.route2b.prove.crash;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import uk.route2b.prove.plant.Plant;

/**
 * All blocks of one run together.
 *
 * @param missed requirements on the counts that were not met
 */
public record Summary(
        CrashOptions options,
        List<BlockResult> blocks,
        Map<String, Long> counts,
        List<String> breaches,
        List<String> missed,
        Path file) {
    public Summary {
        blocks = List.copyOf(blocks);
        breaches = List.copyOf(breaches);
        missed = List.copyOf(missed);
    }

    static Summary of(CrashOptions options, List<BlockResult> blocks, Path file) {
        Counts counts = new Counts();
        blocks.forEach(block -> counts.addAll(block.counts()));
        List<String> breaches =
                blocks.stream().flatMap(block -> block.breaches().stream()).toList();
        boolean counted = options.plant() == Plant.NONE && breaches.isEmpty();
        List<String> missed = counted
                ? Requirements.missed(counts, !options.isCounter(), options.store() == CrashOptions.Store.POSTGRESQL)
                : List.of();
        return new Summary(options, blocks, counts.sorted(), breaches, missed, file);
    }

    /** Whether nothing was broken and everything that had to happen has happened. */
    public boolean holds() {
        return breaches.isEmpty() && missed.isEmpty();
    }

    /** Says everything to a person. */
    public void print(PrintStream out) {
        out.println("prove " + options.proof() + ", store " + options.store().word() + ", seed " + options.seed()
                + (options.plant() == Plant.NONE
                        ? ""
                        : ", planted: " + options.plant().word()));
        double seconds = blocks.stream().mapToDouble(BlockResult::seconds).sum();
        counts.forEach((name, count) -> out.printf("  %7d  %s%n", count, name));
        out.printf("  %7.1f  seconds in %d blocks%n", seconds, blocks.size());
        Counts all = new Counts();
        all.addAll(counts);
        List<String> never = Requirements.neverKilledAt(all);
        if (!never.isEmpty() && !options.isCounter()) {
            out.println("never killed at: " + String.join(", ", never));
        }
        out.println("results: " + file);
        missed.forEach(what -> out.println("not shown: " + what));
        breaches.forEach(what -> out.println("BROKEN " + what));
        out.println(
                holds()
                        ? "held: 0 acknowledged lost, 0 effects twice, order kept, no counter twice"
                        : "broken: " + breaches.size() + " promises, " + missed.size() + " things not shown");
    }
}
