package uk.route2b.prove;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import uk.route2b.prove.crash.CrashOptions;
import uk.route2b.prove.crash.CrashOptions.Store;
import uk.route2b.prove.crash.CrashProof;
import uk.route2b.prove.crash.StoreHost;
import uk.route2b.prove.plant.Plant;
import uk.route2b.prove.run.Summary;

/** A short run of the crash proof, with real processes and real kill -9; its seed is printed. */
record ShortCrashRun(Path folder, Store store, Plant plant) {
    private static final long SEED = 20_261_125;

    Summary play(int rounds, StoreHost host) throws Exception {
        // One seed for all of them would be one run.
        CrashOptions options = new CrashOptions(CrashOptions.CRASH, rounds, store, SEED + rounds, plant, folder, false);
        System.out.println("crash: seed " + options.seed());
        try (host) {
            return new CrashProof(options, InstantSource.system(), host, round -> {}).run();
        }
    }

    static String text(Summary summary) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        summary.print(new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
