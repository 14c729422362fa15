package uk.route2b.prove.child;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.route2b.client.spi.Journal;
import uk.route2b.protocol.octets.Octets;

/** A journal before and after each commit of which the work can be stopped. */
final class GatedJournal implements Journal {
    private final Journal journal;
    private final StepGate gate;

    GatedJournal(Journal journal, StepGate gate) {
        this.journal = journal;
        this.gate = gate;
    }

    @Override
    public Optional<Octets> state() throws IOException {
        return journal.state();
    }

    @Override
    public Octets body(String name) throws IOException {
        return journal.body(name);
    }

    @Override
    public void commit(Octets state, Map<String, Octets> added, Set<String> kept) throws IOException {
        gate.reached("BEFORE_commit");
        journal.commit(state, added, kept);
        gate.reached("AFTER_commit");
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
