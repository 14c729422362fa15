package uk.route2b.prove.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.prove.run.BlockResult;
import uk.route2b.prove.run.Results;

/** Looks for inputs that parsers do not bear, target after target; appends a result a target. */
public final class FuzzProof {
    /** Its name in the results. */
    public static final String NAME = "fuzz";

    private static final String RUNS = "inputs tried";
    private static final String SECONDS = "seconds";
    private static final String KEPT = "inputs kept";

    private final FuzzOptions options;
    private final Jazzer jazzer;
    private final Results results;
    private final LongSupplier clock;
    private final Consumer<String> progress;

    /** @param clock nanoseconds that do not step back */
    public FuzzProof(FuzzOptions options, Path libraries, LongSupplier clock, Consumer<String> progress) {
        this.options = options;
        this.jazzer = new Jazzer(libraries, "1g");
        this.results = new Results(options.folder());
        this.clock = clock;
        this.progress = progress;
    }

    /** Gives each target what is missing of its seconds; whether nothing was found, now or in an earlier run. */
    public boolean run() throws IOException, InterruptedException {
        boolean clean = true;
        for (FuzzTarget target : options.targets()) {
            long missing = options.secondsEach() - spent(target);
            if (missing > 0) {
                search(target, missing);
            }
            clean &= report(target);
        }
        return clean;
    }

    private void search(FuzzTarget target, long seconds) throws IOException, InterruptedException {
        FuzzFolder folder = FuzzFolder.of(options.folder(), target.name());
        SavedInputs.unpack(target.name(), folder.inputs());
        folder.forgetWhatIsBorne(target);
        progress.accept("searching: " + target.name() + ", " + seconds + " s");
        int before = FuzzFolder.files(folder.findings()).size();
        long begun = clock.getAsLong();
        Jazzer.Ended ended = jazzer.search(target, folder, seconds, options.seed());
        // a finding ends a search early; what is missing is searched by the next run
        long searched = Math.min(seconds, TimeUnit.NANOSECONDS.toSeconds(clock.getAsLong() - begun));
        readAgain(target, folder);
        List<Path> found = FuzzFolder.files(folder.findings());
        if (ended.code() != 0 && found.size() == before) {
            throw new IOException("Jazzer ended with " + ended.code() + "; " + folder.log() + " has what it said");
        }
        results.append(result(target, searched, ended, folder.size(), found));
    }

    /** What Jazzer has kept, without Jazzer and so within the bounds that hold in the product. */
    private void readAgain(FuzzTarget target, FuzzFolder folder) throws IOException {
        for (Path file : FuzzFolder.files(folder.inputs())) {
            try {
                Bounds.USUAL.watch(target, Octets.of(Files.readAllBytes(file)));
            } catch (RuntimeException | StackOverflowError finding) {
                progress.accept(target.name() + ": " + finding);
                Files.copy(
                        file,
                        folder.findings().resolve("again-" + file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private BlockResult result(FuzzTarget target, long seconds, Jazzer.Ended ended, int kept, List<Path> found) {
        Map<String, Long> counts = new HashMap<>(Map.of(RUNS, ended.runs(), SECONDS, seconds, KEPT, (long) kept));
        List<String> breaches =
                found.stream().map(file -> "an input is not borne: " + file).toList();
        return new BlockResult(NAME, target.name(), "none", options.seed(), 1, 1, (double) seconds, counts, breaches);
    }

    private long spent(FuzzTarget target) throws IOException {
        return of(target).stream()
                .mapToLong(result -> result.counts().getOrDefault(SECONDS, 0L))
                .sum();
    }

    private List<BlockResult> of(FuzzTarget target) throws IOException {
        return results.all().stream()
                .filter(result -> result.proof().equals(NAME)
                        && result.store().equals(target.name())
                        && result.seed() == options.seed())
                .toList();
    }

    private boolean report(FuzzTarget target) throws IOException {
        List<BlockResult> blocks = of(target);
        long runs = blocks.stream()
                .mapToLong(block -> block.counts().getOrDefault(RUNS, 0L))
                .sum();
        List<String> breaches = new ArrayList<>();
        blocks.forEach(block -> breaches.addAll(block.breaches()));
        progress.accept(String.format("%-22s%12d inputs in %d s", target.name(), runs, spent(target)));
        breaches.forEach(breach -> progress.accept("BROKEN " + breach));
        if (runs == 0) {
            progress.accept("NOT SHOWN no input was tried");
        }
        return breaches.isEmpty() && runs > 0;
    }

    /** Reduces the inputs of each target and writes the files that the build replays, into {@code folder}. */
    public void save(Path folder, int octetsMost) throws IOException, InterruptedException {
        for (FuzzTarget target : options.targets()) {
            FuzzFolder inputs = FuzzFolder.of(options.folder(), target.name());
            jazzer.reduce(target, inputs, options.secondsEach() + 300);
            SavedInputs.pack(inputs.inputs(octetsMost), folder.resolve(target.name() + ".txt"));
            progress.accept(target.name() + ": " + inputs.size() + " inputs");
        }
    }
}
