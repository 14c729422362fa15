package uk.route2b.prove.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import uk.route2b.prove.checker.Breach;
import uk.route2b.prove.child.CemChildProgram;
import uk.route2b.prove.child.GatewayChildProgram;
import uk.route2b.prove.plant.Plant;
import uk.route2b.prove.process.JavaCommand;
import uk.route2b.prove.world.Identities;
import uk.route2b.prove.world.Vens;
import uk.route2b.prove.world.World;
import uk.route2b.prove.world.WorldPlan;

/** Plays block after block, each in a world of its own, and appends what each has shown. */
public final class CrashProof {
    private static final int CHECK_EVERY = 13;
    private static final int CHECK_EVERY_WITH_PLANT = 2;

    private final CrashOptions options;
    private final InstantSource clock;
    private final StoreHost host;
    private final Consumer<String> story;
    private final Results results;

    /**
     * @param host gives each block a store
     * @param story told what goes on
     */
    public CrashProof(CrashOptions options, InstantSource clock, StoreHost host, Consumer<String> story) {
        this.options = options;
        this.clock = clock;
        this.host = host;
        this.story = story;
        this.results = new Results(options.folder());
    }

    /** Goes on where the last run with this seed stopped, and sums up. */
    public Summary run() throws IOException, InterruptedException {
        Files.createDirectories(options.folder());
        JavaCommand java = JavaCommand.in(options.folder().resolve("classes"));
        train(java);
        List<BlockResult> done = done();
        int rounds = done.stream().mapToInt(BlockResult::rounds).sum();
        boolean broken = done.stream().anyMatch(block -> !block.breaches().isEmpty());
        for (int number = done.size() + 1; rounds < options.rounds() && !broken; number++) {
            BlockResult result = block(number, options.rounds() - rounds, java);
            results.append(result);
            rounds += Math.max(1, result.rounds());
            broken = !result.breaches().isEmpty();
            story.accept("block " + number + ": " + result.rounds() + " rounds in " + Math.round(result.seconds())
                    + " s, " + (broken ? "BROKEN" : "held") + "; " + rounds + " of " + options.rounds());
        }
        return Summary.of(options, done(), results.file());
    }

    private List<BlockResult> done() throws IOException {
        return results.all().stream()
                .filter(block -> block.isOf(
                        options.proof(), options.store().word(), options.plant().word(), options.seed()))
                .toList();
    }

    private BlockResult block(int number, int roundsLeft, JavaCommand java) throws IOException, InterruptedException {
        long seed = options.seed() * 1_000_003 + number;
        Random random = new Random(seed);
        Path folder = options.folder()
                .resolve("worlds")
                .resolve(options.proof() + "-" + options.store().word() + "-"
                        + options.plant().word() + "-" + options.seed() + "-" + number);
        remove(folder);
        Files.createDirectories(folder);
        List<Aim> aims = new Cycle(random, host.twoNodes()).aims(options);
        boolean planted = options.plant() != Plant.NONE;
        long began = System.nanoTime();
        Block block = new Block(
                World.open(plan(folder, seed, java)), random, planted ? CHECK_EVERY_WITH_PLANT : CHECK_EVERY, story);
        block.run(aims.subList(0, Math.min(aims.size(), roundsLeft)));
        if (block.breaches().isEmpty() && !options.keep()) {
            remove(folder);
        }
        return new BlockResult(
                options.proof(),
                options.store().word(),
                options.plant().word(),
                options.seed(),
                number,
                (int) block.counts().of(Names.ROUNDS),
                Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0,
                block.counts().all(),
                block.breaches().stream().map(Breach::toString).toList());
    }

    /** Once for a folder and a build: a short life under load teaches which classes are needed. */
    private void train(JavaCommand java) throws IOException, InterruptedException {
        if (!java.needsTraining(GatewayChildProgram.class) && !java.needsTraining(CemChildProgram.class)) {
            return;
        }
        Path folder = options.folder().resolve("worlds").resolve("training");
        remove(folder);
        Files.createDirectories(folder);
        try (World world = World.open(plan(folder, 0, java).training(folder))) {
            world.startLoad();
            new Settlement(world).awaitFlow();
            world.stopLoad();
            world.stopAll();
        }
        remove(folder);
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

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
