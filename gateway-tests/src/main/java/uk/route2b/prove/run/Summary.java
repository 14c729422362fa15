package uk.route2b.prove.run;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * All blocks of one run together.
 *
 * @param missed requirements on the counts that were not met
 */
public record Summary(
        RunPlan plan,
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

    /**
     * Sums up.
     *
     * @param requirements what the counts of a run that held do not show and have to
     */
    public static Summary of(
            RunPlan plan, List<BlockResult> blocks, Path file, Function<Counts, List<String>> requirements) {
        Counts counts = new Counts();
        blocks.forEach(block -> counts.addAll(block.counts()));
        List<String> breaches =
                blocks.stream().flatMap(block -> block.breaches().stream()).toList();
        boolean counted = !plan.isPlanted() && breaches.isEmpty();
        return new Summary(
                plan, blocks, counts.sorted(), breaches, counted ? requirements.apply(counts) : List.of(), file);
    }

    /** Whether nothing was broken and everything that had to happen has happened. */
    public boolean holds() {
        return breaches.isEmpty() && missed.isEmpty();
    }

    /** Says everything to a person. */
    public void print(PrintStream out) {
        out.println("prove " + plan.proof() + ", store " + plan.store() + ", seed " + plan.seed()
                + (plan.isPlanted() ? ", planted: " + plan.plant() : ""));
        double seconds = blocks.stream().mapToDouble(BlockResult::seconds).sum();
        counts.forEach((name, count) -> out.printf("  %7d  %s%n", count, name));
        out.printf("  %7.1f  seconds in %d blocks%n", seconds, blocks.size());
        out.println("results: " + file);
        missed.forEach(what -> out.println("not shown: " + what));
        breaches.forEach(what -> out.println("BROKEN " + what));
        out.println(
                holds()
                        ? "held: 0 acknowledged lost, 0 effects twice, order kept, no counter twice"
                        : "broken: " + breaches.size() + " promises, " + missed.size() + " things not shown");
    }
}
