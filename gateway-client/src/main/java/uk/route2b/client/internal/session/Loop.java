package uk.route2b.client.internal.session;

import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the engine's tasks one at a time, and is the one place that catches what goes wrong in them. */
public final class Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    /** The reason while the journal fails. */
    static final String JOURNAL = "journal";

    private final EngineThread thread;
    private Trouble trouble = reason -> {};
    private Runnable afterEach = () -> {};
    private boolean failing;

    Loop(EngineThread thread) {
        this.thread = thread;
    }

    /** A task of the engine. */
    @FunctionalInterface
    public interface Task {
        /**
         * Does what it has to.
         *
         * @throws IOException if the journal fails
         */
        void run() throws IOException;
    }

    /** What to do when a task failed, with a stable reason code. */
    @FunctionalInterface
    interface Trouble {
        void happened(String reason);
    }

    /** Once with everything, then in a line: a full disk has no room for logs. */
    private void complain(IOException journal) {
        if (failing) {
            LOG.warn("journal: still failing, {}", journal.toString());
        } else {
            LOG.error(
                    "journal: the state could not be read or stored, so the link is closed until it can;"
                            + " check the disk and the permissions of the state folder",
                    journal);
        }
        failing = true;
    }

    /** The journal works again. */
    void recovered() {
        if (failing) {
            LOG.info("journal: works again");
        }
        failing = false;
    }

    void onTrouble(Trouble handler) {
        trouble = handler;
    }

    void afterEach(Runnable task) {
        afterEach = task;
    }

    /** Runs {@code task} soon. Safe to call from any thread. */
    public void run(Task task) {
        thread.run(() -> guarded(task));
    }

    /** Runs {@code task} after {@code delay}. */
    public EngineThread.Timer after(Duration delay, Task task) {
        return thread.after(delay, () -> guarded(task));
    }

    /** No state has changed unless its commit returned, so after a failure the links go and what is stored goes on. */
    private void guarded(Task task) {
        try {
            task.run();
        } catch (IOException journal) {
            complain(journal);
            trouble.happened(JOURNAL);
        } catch (RuntimeException | Error bug) { // an executor would swallow an Error without a word
            LOG.error("client: a bug in this program; the link is closed and dialled again; please report it", bug);
            trouble.happened("bug");
        } finally {
            afterEach.run();
        }
    }
}
