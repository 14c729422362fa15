package uk.route2b.prove.child;

import java.util.Set;
import java.util.concurrent.CountDownLatch;
import uk.route2b.prove.process.Report;

/** Stops the work at one step, the n-th time that it is reached, until the process is killed. For any thread. */
final class StepGate {
    private final Report report;
    private final Set<String> counted;
    private String armed = "";
    private int left;

    /** @param counted steps that are reported each time */
    StepGate(Report report, Set<String> counted) {
        this.report = report;
        this.counted = Set.copyOf(counted);
    }

    /** From now on the {@code nth} time at {@code step} is the last. */
    synchronized void arm(String step, int nth) {
        armed = step;
        left = nth;
    }

    /** A step has been reached. */
    void reached(String step) {
        if (counted.contains(step)) {
            report.say(Report.STEP, step);
        }
        if (isLast(step)) {
            report.say(Report.AT, step);
            standStill();
        }
    }

    private synchronized boolean isLast(String step) {
        return step.equals(armed) && --left == 0;
    }

    private static void standStill() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
