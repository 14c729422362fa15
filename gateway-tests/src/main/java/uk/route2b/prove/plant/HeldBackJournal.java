package uk.route2b.prove.plant;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import uk.route2b.client.spi.Journal;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.prove.process.Report;

/** A journal that says "durable" at once and writes half a second later, or never. */
final class HeldBackJournal implements Journal {
    private static final long LATER_MILLIS = 500;

    private final Journal journal;
    private final Report report;
    private final boolean never;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "held-back");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Octets> held = new HashMap<>();
    private @Nullable Octets state;

    private HeldBackJournal(Journal journal, boolean never, Report report) {
        this.journal = journal;
        this.never = never;
        this.report = report;
    }

    static Journal heldBack(Journal journal, Report report) {
        return new HeldBackJournal(journal, false, report);
    }

    static Journal neverSynced(Journal journal, Report report) {
        return new HeldBackJournal(journal, true, report);
    }

    @Override
    public synchronized Optional<Octets> state() throws IOException {
        Octets newest = state;
        return newest == null ? journal.state() : Optional.of(newest);
    }

    @Override
    public synchronized Octets body(String name) throws IOException {
        Octets body = held.get(name);
        return body == null ? journal.body(name) : body;
    }

    /** The very first state is stored at once: a CEM that lost that too would be another, uncommissioned one. */
    @Override
    public synchronized void commit(Octets next, Map<String, Octets> added, Set<String> kept) throws IOException {
        boolean first = state == null && journal.state().isEmpty();
        state = next;
        held.putAll(added);
        if (first) {
            journal.commit(next, added, kept);
            return;
        }
        report.say(Report.PLANTED, "commit");
        if (!never) {
            CompletableFuture.delayedExecutor(LATER_MILLIS, TimeUnit.MILLISECONDS, writer)
                    .execute(() -> write(next, Map.copyOf(added), Set.copyOf(kept)));
        }
    }

    private synchronized void write(Octets next, Map<String, Octets> added, Set<String> kept) {
        try {
            journal.commit(next, added, kept);
        } catch (IOException lost) {
            report.say(Report.PLANTED, "lost");
        }
    }

    @Override
    public void close() throws IOException {
        writer.shutdown();
        journal.close();
    }
}
