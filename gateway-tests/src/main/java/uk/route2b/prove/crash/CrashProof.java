package uk.route2b.prove.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import uk.route2b.prove.child.CemChildProgram;
import uk.route2b.prove.child.GatewayChildProgram;
import uk.route2b.prove.plant.Plant;
import uk.route2b.prove.process.JavaCommand;
import uk.route2b.prove.run.BlockByBlock;
import uk.route2b.prove.run.BlockResult;
import uk.route2b.prove.run.Counts;
import uk.route2b.prove.run.Summary;
import uk.route2b.prove.run.WorldFolder;
import uk.route2b.prove.world.Identities;
import uk.route2b.prove.world.Vens;
import uk.route2b.prove.world.World;
import uk.route2b.prove.world.WorldPlan;

/** Plays kills and restarts of real processes, block after block. */
public final class CrashProof {
    private static final int CHECK_EVERY = 13;
    private static final int CHECK_EVERY_WITH_PLANT = 2;

    private final CrashOptions options;
    private final InstantSource clock;
    private final StoreHost host;
    private final Consumer<String> story;

    /**
     * @param host gives each block a store
     * @param story told what goes on
     */
    public CrashProof(CrashOptions options, InstantSource clock, StoreHost host, Consumer<String> story) {
        this.options = options;
        this.clock = clock;
        this.host = host;
        this.story = story;
    }

    /** Goes on where the last run with this seed stopped, and sums up. */
    public Summary run() throws IOException, InterruptedException {
        Files.createDirectories(options.folder());
        JavaCommand java = JavaCommand.in(options.folder().resolve("classes"));
        train(java);
        BlockByBlock blocks = new BlockByBlock(options.plan(), story);
        List<BlockResult> played = blocks.play((folder, seed, roundsLeft) -> block(folder, seed, roundsLeft, java));
        Summary summary = Summary.of(options.plan(), played, blocks.file(), this::missed);
        sayWhatWasNeverMet(summary);
        return summary;
    }

    /** A short run owes no step, so it says which ones it did not meet. */
    private void sayWhatWasNeverMet(Summary summary) {
        Counts counts = new Counts();
        counts.addAll(summary.counts());
        List<String> never = options.isCounter() ? List.of() : Requirements.neverKilledAt(counts);
        if (!never.isEmpty()) {
            story.accept("never killed at: " + String.join(", ", never));
        }
    }

    private List<String> missed(Counts counts) {
        return Requirements.missed(counts, !options.isCounter(), options.store() == CrashOptions.Store.POSTGRESQL);
    }

    private BlockByBlock.Played block(Path folder, long seed, int roundsLeft, JavaCommand java)
            throws IOException, InterruptedException {
        Random random = new Random(seed);
        List<Aim> aims = new Cycle(random, host.twoNodes()).aims(options);
        boolean planted = options.plant() != Plant.NONE;
        Block block = new Block(
                World.open(plan(folder, seed, java)), random, planted ? CHECK_EVERY_WITH_PLANT : CHECK_EVERY, story);
        block.run(aims.subList(0, Math.min(aims.size(), roundsLeft)));
        return new BlockByBlock.Played(block.counts().of(Names.ROUNDS), block.counts(), block.breaches());
    }

    /** Once for a folder and a build: a short life under load teaches which classes are needed. */
    private void train(JavaCommand java) throws IOException, InterruptedException {
        if (!java.needsTraining(GatewayChildProgram.class) && !java.needsTraining(CemChildProgram.class)) {
            return;
        }
        WorldFolder training = WorldFolder.of(options.folder(), "training");
        Path folder = training.fresh();
        try (World world = World.open(plan(folder, 0, java).training(folder))) {
            world.startLoad();
            new Settlement(world).awaitFlow();
            world.stopLoad();
            world.stopAll();
        }
        training.remove();
    }

    private WorldPlan plan(Path folder, long seed, JavaCommand java) throws IOException {
        StoreHost.Place place = host.place(folder);
        Identities identities = Identities.in(options.folder().resolve("identities"), Vens.CEMS, clock.instant());
        return new WorldPlan(
                folder,
                identities,
                place.yaml(),
                place.environment(),
                host.nodes(),
                options.plant(),
                java,
                seed,
                clock.millis());
    }
}
