package uk.route2b.pki.command;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import uk.route2b.commandline.Progress;
import uk.route2b.pki.bulk.BulkPlan;
import uk.route2b.pki.bulk.BulkRun;

/** Runs a plan on all processors, with progress. */
record Workshop(Surroundings surroundings) {
    /** Makes {@code target} and says how many items an earlier run had made. */
    int run(BulkPlan plan, Path target, String what) throws InterruptedException {
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try (Progress progress = new Progress(
                surroundings.console(), surroundings.clock(), what, plan.names().size())) {
            return new BulkRun(plan, workers, progress).run(target);
        } finally {
            workers.shutdownNow();
        }
    }
}
