package uk.route2b.prove.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import uk.route2b.prove.checker.Breach;

/**
 * Plays block after block, each in a world of its own, until there are rounds enough or something is broken, and
 * appends what each has shown. It goes on where the last run with this plan stopped.
 */
public final class BlockByBlock {
    private final RunPlan plan;
    private final Consumer<String> story;
    private final Results results;

    /** @param story told what goes on */
    public BlockByBlock(RunPlan plan, Consumer<String> story) {
        this.plan = plan;
        this.story = story;
        this.results = new Results(plan.folder());
    }

    /** Plays one block. */
    @FunctionalInterface
    public interface Block {
        /**
         * Plays it to its end, or to the first broken promise.
         *
         * @param folder empty, for its world
         * @param seed of this block
         * @param roundsLeft how many rounds the run has left
         */
        Played play(Path folder, long seed, int roundsLeft) throws IOException, InterruptedException;
    }

    /** What a block has shown. */
    public record Played(long rounds, Counts counts, List<Breach> breaches) {}

    /** Plays what is left; all blocks of the plan, old and new. */
    public List<BlockResult> play(Block block) throws IOException, InterruptedException {
        Files.createDirectories(plan.folder());
        List<BlockResult> done = done();
        int rounds = done.stream().mapToInt(BlockResult::rounds).sum();
        boolean broken = done.stream().anyMatch(BlockResult::isBroken);
        for (int number = done.size() + 1; rounds < plan.rounds() && !broken; number++) {
            BlockResult result = play(block, number, plan.rounds() - rounds);
            results.append(result);
            rounds += Math.max(1, result.rounds());
            broken = result.isBroken();
            story.accept("block " + number + ": " + result.rounds() + " rounds in " + Math.round(result.seconds())
                    + " s, " + (broken ? "BROKEN" : "held") + "; " + rounds + " of " + plan.rounds());
        }
        return done();
    }

    /** Where the results stand. */
    public Path file() {
        return results.file();
    }

    private List<BlockResult> done() throws IOException {
        return results.all().stream().filter(plan::has).toList();
    }

    private BlockResult play(Block block, int number, int roundsLeft) throws IOException, InterruptedException {
        WorldFolder folder = plan.world(number);
        long began = System.nanoTime();
        Played played = block.play(folder.fresh(), plan.seed(number), roundsLeft);
        if (played.breaches().isEmpty() && !plan.keep()) {
            folder.remove();
        }
        return new BlockResult(
                plan.proof(),
                plan.store(),
                plan.plant(),
                plan.seed(),
                number,
                (int) played.rounds(),
                Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0,
                played.counts().all(),
                played.breaches().stream().map(Breach::toString).toList());
    }
}
