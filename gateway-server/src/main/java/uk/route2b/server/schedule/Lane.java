package uk.route2b.server.schedule;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after the other, in the order in which they came, on whatever threads it is lent. Safe for use by
 * several threads; a task may block, because no thread of a listener runs it.
 *
 * <p>All that concerns one CEM runs in one lane, so its state needs no lock. A lane holds no thread while it is empty.
 */
public final class Lane implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    /** After so many tasks a lane goes to the end of the line, so that one busy CEM does not hold up the others. */
    private static final int TURN = 16;

    private final Executor workers;
    private final Consumer<Throwable> faults;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    /**
     * @param workers lends threads; refuses only once it has been stopped, and then what waits here is dropped: all
     *     that has to survive a stop is in the store
     * @param faults told of what a task throws: a bug, since tasks return their refusals
     */
    public Lane(Executor workers, Consumer<Throwable> faults) {
        this.workers = workers;
        this.faults = faults;
    }

    @Override
    public void execute(Runnable task) {
        boolean start;
        synchronized (waiting) {
            waiting.add(task);
            start = !running;
            running = true;
        }
        if (start) {
            takeTurn();
        }
    }

    private void takeTurn() {
        try {
            workers.execute(this::run);
        } catch (RejectedExecutionException stopped) {
            LOG.debug("after the stop {} tasks are not begun", drop(), stopped);
        }
    }

    private int drop() {
        synchronized (waiting) {
            int dropped = waiting.size();
            waiting.clear();
            running = false;
            return dropped;
        }
    }

    private void run() {
        for (int count = 0; count < TURN; count++) {
            Runnable task;
            synchronized (waiting) {
                task = waiting.poll();
                if (task == null) {
                    running = false;
                    return;
                }
            }
            runOne(task);
        }
        takeTurn();
    }

    private void runOne(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error fault) {
            faults.accept(fault);
        }
    }
}
