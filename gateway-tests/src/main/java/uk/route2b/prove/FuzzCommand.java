package uk.route2b.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.prove.fuzz.FuzzOptions;
import uk.route2b.prove.fuzz.FuzzProof;
import uk.route2b.prove.fuzz.FuzzTarget;
import uk.route2b.prove.fuzz.FuzzTargets;

/** {@code prove fuzz}. */
@Command(
        name = "fuzz",
        description = {
            "Looks with Jazzer for inputs that a parser does not bear: another exception than its refusal, over five"
                    + " seconds, more octets allocated than 16 for each of the input (and 2 MiB), or what was read"
                    + " written otherwise.",
            "Each parser has an equal share of the minutes. What is found stands as a file under DIR/fuzz, and the"
                    + " command ends with 1.",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  route2b prove fuzz",
            "      an hour; stop it whenever you like and run it again, it goes on where it stopped",
            "  route2b prove fuzz --minutes 5 --target openadr",
            "  route2b prove fuzz --target planted --minutes 1",
            "      a parser with a fault, to show that it is found",
        })
final class FuzzCommand implements Callable<Integer> {
    private static final int MINUTE = 60;
    private static final int SAVED_OCTETS_MOST = 2_048;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "In all, earlier runs with the seed included; default ${DEFAULT-VALUE}.")
    private int minutes = MINUTE;

    @Option(names = "--target", paramLabel = "NAME", description = "Only this parser; 'list' names them.")
    private @Nullable String target;

    @Option(names = "--seed", paramLabel = "S", description = "Of the search; default ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Where inputs, findings and results stand; default prove-run.")
    private @Nullable Path folder;

    @Option(
            names = "--save",
            paramLabel = "DIR",
            description = "Afterwards write the inputs that the build replays into DIR.")
    private @Nullable Path save;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if ("list".equals(target)) {
            FuzzTargets.all().forEach(known -> System.out.println(known.name()));
            return ExitCode.DONE.number();
        }
        FuzzOptions options = options(targets());
        System.out.println("prove fuzz: seed " + seed + ", folder " + options.folder());
        FuzzProof proof = new FuzzProof(options, libraries(), System::nanoTime, FuzzCommand::say);
        boolean clean = proof.run();
        if (save != null) {
            proof.save(save, SAVED_OCTETS_MOST);
        }
        return clean ? ExitCode.DONE.number() : ExitCode.FINDING.number();
    }

    private List<FuzzTarget> targets() {
        if (target == null) {
            return FuzzTargets.all();
        }
        return List.of(FuzzTargets.named(target)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE, "--target " + target, "there is no such parser", "--target list names them")));
    }

    private FuzzOptions options(List<FuzzTarget> targets) throws IOException {
        if (minutes < 1) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--minutes " + minutes, "there is nothing to do", "name at least 1");
        }
        Path run = (folder == null ? home().resolve("prove-run") : folder)
                .toAbsolutePath()
                .normalize();
        Files.createDirectories(run);
        return new FuzzOptions(targets, Math.max(1, (long) minutes * MINUTE / targets.size()), seed, run);
    }

    private static Path home() {
        return Path.of(Optional.ofNullable(System.getenv("ROUTE2B_HOME")).orElse(""));
    }

    /** Jazzer stands apart from the libraries of the product; the build puts it there. */
    private static Path libraries() {
        Path libraries = home().resolve("gateway-tests").resolve("target").resolve("jazzer");
        if (!Files.isDirectory(libraries)) {
            throw new CommandFailure(
                    ExitCode.INPUT, libraries.toString(), "Jazzer is not there", "build with mvn package");
        }
        return libraries.toAbsolutePath();
    }

    private static void say(String what) {
        System.out.println(what);
        System.out.flush();
    }
}
