package uk.route2b.prove.power;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import uk.route2b.prove.crash.BlockResult;
import uk.route2b.prove.crash.Counts;
import uk.route2b.prove.crash.Names;

/**
 * All blocks of one run together.
 *
 * @param missed what has to have happened and has not, or the run has shown nothing
 */
public record PowerSummary(
        PowerOptions options,
        List<BlockResult> blocks,
        Map<String, Long> counts,
        List<String> breaches,
        List<String> missed,
        Path file) {
    /** Shorter runs may miss something. */
    private static final int ROUNDS_FOR_ALL = 20;

    public PowerSummary {
        blocks = List.copyOf(blocks);
        breaches = List.copyOf(breaches);
        missed = List.copyOf(missed);
    }

    static PowerSummary of(PowerOptions options, List<BlockResult> blocks, Path file) {
        Counts counts = new Counts();
        PowerNames.NEVER_ZERO.forEach(name -> counts.add(name, 0));
        blocks.forEach(block -> counts.addAll(block.counts()));
        List<String> breaches =
                blocks.stream().flatMap(block -> block.breaches().stream()).toList();
        boolean counted = options.plant() == PowerPlant.NONE && breaches.isEmpty();
        return new PowerSummary(options, blocks, counts.sorted(), breaches, counted ? missed(counts) : List.of(), file);
    }

    private static List<String> missed(Counts counts) {
        List<String> wanted =
                counts.of(Names.ROUNDS) < ROUNDS_FOR_ALL ? List.of(PowerNames.PENDING) : PowerNames.NEVER_ZERO;
        return wanted.stream()
                .filter(name -> counts.of(name) == 0)
                .map(name -> "no " + name)
                .toList();
    }

    /** Whether nothing was broken and everything that had to happen has happened. */
    public boolean holds() {
        return breaches.isEmpty() && missed.isEmpty();
    }

    /** Says everything to a person. */
    public void print(PrintStream out) {
        out.println("prove power, store sqlite and the CEM's files, seed " + options.seed()
                + (options.plant() == PowerPlant.NONE
                        ? ""
                        : ", planted: " + options.plant().word()));
        counts.forEach((name, count) -> out.printf("  %7d  %s%n", count, name));
        double seconds = blocks.stream().mapToDouble(BlockResult::seconds).sum();
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
