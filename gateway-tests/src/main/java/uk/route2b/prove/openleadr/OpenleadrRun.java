package uk.route2b.prove.openleadr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import uk.route2b.prove.process.Stuck;
import uk.route2b.prove.world.Identities;

/**
 * One run: Python and identities are kept in the folder, the world is made anew.
 *
 * @param python the interpreter of the system
 * @param requirement what pip is asked for
 */
public record OpenleadrRun(
        Path folder, String python, String requirement, int pollSeconds, int events, InstantSource clock) {
    private static final String LEFT_OUT = "prove openleadr: LEFT OUT, nothing is shown of openleadr on both ends, its"
            + " restarts and its latency: ";

    /**
     * Runs it.
     *
     * @return whether it held, or was left out, which it says
     */
    public boolean prove(Consumer<String> out) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        PythonPackage found = PythonPackage.in(folder.resolve("python"), python, requirement);
        if (found.python().isEmpty()) {
            out.accept(LEFT_OUT + found.found());
            return true;
        }
        out.accept("prove openleadr: " + found.found() + ", folder " + folder);
        Path world = folder.resolve("world");
        remove(world);
        Identities identities = Identities.in(folder.resolve("identities"), List.of("cem-1"), clock.instant());
        OpenleadrFiles files = OpenleadrFiles.write(world, identities, clock.millis());
        try (OpenleadrWorld open = OpenleadrWorld.open(files, found.python().get(), pollSeconds)) {
            boolean holds = new OpenleadrProof(open, pollSeconds, out).run();
            if (holds && events > 0) {
                new Latency(open, events, pollSeconds, new Random(1)).run(out);
            }
            return holds;
        } catch (Stuck stuck) {
            out.accept("BROKEN  " + stuck.getMessage());
            return false;
        }
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
