package uk.route2b.prove.power;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import uk.route2b.prove.crash.Names;
import uk.route2b.prove.plant.Plant;
import uk.route2b.prove.process.JavaCommand;
import uk.route2b.prove.run.BlockByBlock;
import uk.route2b.prove.run.Counts;
import uk.route2b.prove.run.Summary;
import uk.route2b.prove.world.Identities;
import uk.route2b.prove.world.Vens;
import uk.route2b.prove.world.World;
import uk.route2b.prove.world.WorldPlan;

/** Plays power cuts, block after block. */
public final class PowerProof {
    /** Rounds of a block: a world is remade now and then, so that also young stores lose their power. */
    private static final int BLOCK = 20;

    private static final int CHECK_EVERY = 5;
    /** Shorter runs may miss something. */
    private static final int ROUNDS_FOR_ALL = 20;

    private static final String NODE = "node-a";

    private final PowerOptions options;
    private final InstantSource clock;
    private final PowerShim shim;
    private final Consumer<String> story;

    /** @param story told what goes on */
    public PowerProof(PowerOptions options, InstantSource clock, PowerShim shim, Consumer<String> story) {
        this.options = options;
        this.clock = clock;
        this.shim = shim;
        this.story = story;
    }

    /** Goes on where the last run with this seed stopped, and sums up. */
    public Summary run() throws IOException, InterruptedException {
        BlockByBlock blocks = new BlockByBlock(options.plan(), story);
        return Summary.of(options.plan(), blocks.play(this::block), blocks.file(), PowerProof::missed);
    }

    private static List<String> missed(Counts counts) {
        List<String> wanted =
                counts.of(Names.ROUNDS) < ROUNDS_FOR_ALL ? List.of(PowerNames.PENDING) : PowerNames.NEVER_ZERO;
        return wanted.stream()
                .filter(name -> counts.of(name) == 0)
                .map(name -> "no " + name)
                .toList();
    }

    private BlockByBlock.Played block(Path folder, long seed, int roundsLeft) throws IOException, InterruptedException {
        Map<String, WatchedFolder> watched = watched(folder);
        PowerBlock block = new PowerBlock(
                World.open(plan(folder, watched, seed)),
                watched,
                options.plant(),
                new Random(seed),
                CHECK_EVERY,
                story);
        block.run(Math.min(BLOCK, roundsLeft));
        return new BlockByBlock.Played(block.counts().of(Names.ROUNDS), block.counts(), block.breaches());
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
}
