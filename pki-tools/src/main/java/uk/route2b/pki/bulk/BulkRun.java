package uk.route2b.pki.bulk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import uk.route2b.commandline.AtomicFiles;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.Progress;

/**
 * Makes all items of a plan. After every five hundred the manifest is forced to the disk; a run that goes on checks
 * what the manifest says is done, file by file, and makes the rest.
 */
public final class BulkRun {
    private static final int BETWEEN_FORCES = 500;
    private static final int AT_ONCE = 25;

    private final BulkPlan plan;
    private final ExecutorService workers;
    private final Progress progress;

    /** @param workers who make the items; not shut down here */
    public BulkRun(BulkPlan plan, ExecutorService workers, Progress progress) {
        this.plan = plan;
        this.workers = workers;
        this.progress = progress;
    }

    /**
     * Makes {@code target}, and says how many items an earlier run had made.
     *
     * @throws CommandFailure if the target exists, or a run with other parameters was left unfinished
     */
    public int run(Path target) throws InterruptedException {
        try {
            PartialFolder folder = PartialFolder.of(target);
            try (RunLock lock = RunLock.of(folder.path())) {
                List<ManifestLine> done = resume(folder);
                progress.add(done.size());
                try (Manifest manifest = Manifest.begin(folder.path(), plan.parameters(), done)) {
                    makeAll(folder, manifest, missing(done));
                }
                folder.finish();
                lock.remove(folder.target());
                return done.size();
            }
        } catch (IOException failed) {
            throw AtomicFiles.failed(target, failed);
        }
    }

    private List<ManifestLine> resume(PartialFolder folder) throws IOException {
        Optional<Map<String, String>> before = Manifest.parameters(folder.path());
        if (before.isEmpty()) {
            folder.requireNothingElse();
        }
        if (before.isPresent() && !before.get().equals(plan.parameters())) {
            throw new CommandFailure(
                    ExitCode.REFUSED_TO_OVERWRITE,
                    folder.path().toString(),
                    "a run with other parameters was left unfinished there",
                    "finish that run, remove the folder, or name another");
        }
        Map<String, ManifestLine> good = new HashMap<>();
        for (ManifestLine line : Manifest.done(folder.path())) {
            if (folder.holds(line)) {
                good.put(line.name(), line);
            }
        }
        return plan.names().stream().filter(good::containsKey).map(good::get).toList();
    }

    private List<Integer> missing(List<ManifestLine> done) {
        var names =
                new java.util.HashSet<>(done.stream().map(ManifestLine::name).toList());
        List<Integer> missing = new ArrayList<>();
        for (int index = 0; index < plan.names().size(); index++) {
            if (!names.contains(plan.names().get(index))) {
                missing.add(index);
            }
        }
        return missing;
    }

    /** While one portion is forced to the disk, the next one is being made. */
    private void makeAll(PartialFolder folder, Manifest manifest, List<Integer> missing)
            throws IOException, InterruptedException {
        List<Future<List<ManifestLine>>> underWay = List.of();
        for (int start = 0; start < missing.size(); start += BETWEEN_FORCES) {
            List<Integer> portion = missing.subList(start, Math.min(start + BETWEEN_FORCES, missing.size()));
            List<Future<List<ManifestLine>>> next = begin(folder, portion);
            manifest.add(results(underWay));
            underWay = next;
        }
        manifest.add(results(underWay));
    }

    private List<Future<List<ManifestLine>>> begin(PartialFolder folder, List<Integer> portion) {
        List<Future<List<ManifestLine>>> tasks = new ArrayList<>();
        for (int start = 0; start < portion.size(); start += AT_ONCE) {
            List<Integer> few = portion.subList(start, Math.min(start + AT_ONCE, portion.size()));
            tasks.add(workers.submit(() -> makeFew(folder, few)));
        }
        return tasks;
    }

    private static List<ManifestLine> results(List<Future<List<ManifestLine>>> tasks)
            throws IOException, InterruptedException {
        List<ManifestLine> lines = new ArrayList<>();
        for (Future<List<ManifestLine>> task : tasks) {
            lines.addAll(result(task));
        }
        return lines;
    }

    private List<ManifestLine> makeFew(PartialFolder folder, List<Integer> few) throws IOException {
        List<ManifestLine> lines = new ArrayList<>();
        for (int index : few) {
            BulkItem item = plan.make(index);
            folder.write(item);
            lines.add(item.line());
        }
        progress.add(few.size());
        return lines;
    }

    private static List<ManifestLine> result(Future<List<ManifestLine>> task) throws IOException, InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException cause) {
                throw cause;
            }
            if (failed.getCause() instanceof CommandFailure cause) {
                throw cause;
            }
            throw new IllegalStateException("an item could not be made", failed.getCause());
        }
    }
}
