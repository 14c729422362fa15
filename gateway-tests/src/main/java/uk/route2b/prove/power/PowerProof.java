package uk.route2b.prove.power;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import uk.route2b.prove.checker.Breach;
import uk.route2b.prove.crash.BlockResult;
import uk.route2b.prove.crash.Names;
import uk.route2b.prove.crash.Results;
import uk.route2b.prove.plant.Plant;
import uk.route2b.prove.process.JavaCommand;
import uk.route2b.prove.world.Identities;
import uk.route2b.prove.world.Vens;
import uk.route2b.prove.world.World;
import uk.route2b.prove.world.WorldPlan;

/** Plays block after block, each in a world of its own, and appends what each has shown. */
public final class PowerProof {
    /** Rounds of a block: a world is remade now and then, so that also young stores lose their power. */
    private static final int BLOCK = 20;

    private static final int CHECK_EVERY = 5;
    private static final String PROOF = "power";
    private static final String STORE = "sqlite";
    private static final String NODE = "node-a";

    private final PowerOptions options;
    private final InstantSource clock;
    private final PowerShim shim;
    private final Consumer<String> story;
    private final Results results;

    /** @param story told what goes on */
    public PowerProof(PowerOptions options, InstantSource clock, PowerShim shim, Consumer<String> story) {
        this.options = options;
        this.clock = clock;
        this.shim = shim;
        this.story = story;
        this.results = new Results(options.folder());
    }

    /** Goes on where the last run with this seed stopped, and sums up. */
    public PowerSummary run() throws IOException, InterruptedException {
        Files.createDirectories(options.folder());
        List<BlockResult> done = done();
        int rounds = done.stream().mapToInt(BlockResult::rounds).sum();
        boolean broken = done.stream().anyMatch(block -> !block.breaches().isEmpty());
        for (int number = done.size() + 1; rounds < options.rounds() && !broken; number++) {
            BlockResult result = block(number, Math.min(BLOCK, options.rounds() - rounds));
            results.append(result);
            rounds += Math.max(1, result.rounds());
            broken = !result.breaches().isEmpty();
            story.accept("block " + number + ": " + result.rounds() + " rounds in " + Math.round(result.seconds())
                    + " s, " + (broken ? "BROKEN" : "held") + "; " + rounds + " of " + options.rounds());
        }
        return PowerSummary.of(options, done(), results.file());
    }

    private List<BlockResult> done() throws IOException {
        return results.all().stream()
                .filter(block -> block.isOf(PROOF, STORE, options.plant().word(), options.seed()))
                .toList();
    }

    private BlockResult block(int number, int rounds) throws IOException, InterruptedException {
        long seed = options.seed() * 1_000_003 + number;
        Path folder = options.folder()
                .resolve("worlds")
                .resolve(PROOF + "-" + options.plant().word() + "-" + options.seed() + "-" + number);
        remove(folder);
        Files.createDirectories(folder);
        Map<String, WatchedFolder> watched = watched(folder);
        long began = System.nanoTime();
        PowerBlock block = new PowerBlock(
                World.open(plan(folder, watched, seed)),
                watched,
                options.plant(),
                new Random(seed),
                CHECK_EVERY,
                story);
        block.run(rounds);
        if (block.breaches().isEmpty() && !options.keep()) {
            remove(folder);
        }
        return new BlockResult(
                PROOF,
                STORE,
                options.plant().word(),
                options.seed(),
                number,
                (int) block.counts().of(Names.ROUNDS),
                Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0,
                block.counts().all(),
                block.breaches().stream().map(Breach::toString).toList());
    }

    private Map<String, WatchedFolder> watched(Path folder) throws IOException {
        Path traces = folder.resolve("traces");
        Map<String, WatchedFolder> watched = new LinkedHashMap<>();
        watched.put(
                NODE,
                new WatchedFolder(
                        shim, folder.resolve("gateway"), traces, options.plant().lies(true)));
        for (String cem : Vens.CEMS) {
            watched.put(
                    cem,
                    new WatchedFolder(
                            shim,
                            folder.resolve("state").resolve(cem),
                            traces,
                            options.plant().lies(false)));
        }
        return watched;
    }

    private WorldPlan plan(Path folder, Map<String, WatchedFolder> watched, long seed) throws IOException {
        Identities identities = Identities.in(options.folder().resolve("identities"), Vens.CEMS, clock.instant());
        return new WorldPlan(
                folder,
                identities,
                "sqlite: \"${PROVE_DATABASE}\"",
                Map.of("PROVE_DATABASE", folder.resolve("gateway/server.db").toString()),
                List.of(NODE),
                Plant.NONE,
                JavaCommand.in(options.folder().resolve("classes")),
                seed,
                clock.millis(),
                name -> Objects.requireNonNull(watched.get(name)).nextLife());
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
