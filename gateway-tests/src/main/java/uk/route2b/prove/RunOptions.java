package uk.route2b.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.prove.run.Summary;

/** Options of every proof that goes on after a stop. */
final class RunOptions {
    private static final int SEED_MOST = 1_000_000;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Rounds in all, earlier runs included; default ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description =
                    "Of all that is left to chance; by default that of the last run in the folder, else a new one.")
    private @Nullable Long seed;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Where results, certificates and logs stand; default prove-run.")
    private @Nullable Path folder;

    @Option(names = "--verbose", description = "Say each round.")
    private boolean verbose;

    @Option(names = "--keep", description = "Keep stores and logs also where everything held.")
    private boolean keep;

    /** @param rounds how many there are if nobody says */
    RunOptions(int rounds) {
        this.rounds = rounds;
    }

    int rounds() {
        if (rounds < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--rounds " + rounds, "there is nothing to do", "name at least 1");
        }
        return rounds;
    }

    boolean keep() {
        return keep;
    }

    Path folder() {
        Path home = Path.of(Optional.ofNullable(System.getenv("ROUTE2B_HOME")).orElse(""));
        return (folder == null ? home.resolve("prove-run") : folder)
                .toAbsolutePath()
                .normalize();
    }

    /**
     * The seed; that of a run that was stopped is the one that goes on. Says it, with the folder.
     *
     * @param proof as it is called on the command line
     * @param name of the file in which it stands
     */
    long seed(String proof, String name) throws IOException {
        Path file = folder().resolve("seed-" + name);
        long chosen = seed == null && Files.exists(file)
                ? Long.parseLong(Files.readString(file).strip())
                : chosen(file);
        System.out.println("prove " + proof + ": seed " + chosen + ", folder " + folder());
        return chosen;
    }

    private long chosen(Path file) throws IOException {
        long chosen = seed == null ? 1 + ThreadLocalRandom.current().nextInt(SEED_MOST) : seed;
        Files.createDirectories(folder());
        Files.writeString(file, chosen + "\n");
        return chosen;
    }

    /** Says what goes on. */
    void say(String what) {
        if (verbose || !what.startsWith("round")) {
            System.out.println(what);
            System.out.flush();
        }
    }

    /** Prints the sum; the exit code. */
    static int ended(Summary summary) {
        summary.print(System.out);
        return summary.holds() ? ExitCode.DONE.number() : ExitCode.FINDING.number();
    }
}
