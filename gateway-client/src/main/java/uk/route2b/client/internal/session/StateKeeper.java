package uk.route2b.client.internal.session;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import uk.route2b.client.CommissioningRecord;
import uk.route2b.client.spi.Clock;
import uk.route2b.client.spi.Journal;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** The current state, and the only way to change it: through the journal first. */
public final class StateKeeper {
    private final Journal journal;
    private final Clock clock;
    private CemState state;
    private boolean inDoubt;
    private long storedNanos;

    private StateKeeper(Journal journal, Clock clock, CemState state) {
        this.journal = journal;
        this.clock = clock;
        this.state = state;
        this.storedNanos = clock.monotonicNanos();
    }

    /**
     * Takes up the state of the last run, or the first one.
     *
     * @throws IOException if it can not be read, or is another CEM's
     */
    static StateKeeper open(Journal journal, Clock clock, CommissioningRecord record) throws IOException {
        Optional<Octets> stored = journal.state();
        if (stored.isPresent()) {
            return new StateKeeper(journal, clock, restore(stored.get(), record));
        }
        StateKeeper keeper = new StateKeeper(journal, clock, CemState.commissioned(record));
        keeper.commit(keeper.state);
        return keeper;
    }

    private static CemState restore(Octets stored, CommissioningRecord record) throws IOException {
        try {
            CemState state = CemStateJson.read(stored);
            if (state.cem().equals(record.cem()) && state.dsrsp().equals(record.dsrsp())) {
                return state;
            }
            throw new IOException("the stored state is of CEM " + state.cem() + " towards DSRSP " + state.dsrsp()
                    + ", not of " + record.cem() + " towards " + record.dsrsp()
                    + ". Name the right folder, or commission anew with an empty one");
        } catch (MalformedException unreadable) {
            throw new IOException("the stored state can not be read: " + unreadable.getMessage()
                    + ". Was it written by a newer version?");
        }
    }

    /** What holds now. */
    public CemState state() {
        return state;
    }

    /** Makes {@code next} the state, durably. */
    public void commit(CemState next) throws IOException {
        commit(next, Map.of());
    }

    /** The same with new bodies. */
    void commit(CemState next, Map<String, Octets> bodies) throws IOException {
        long now = clock.monotonicNanos();
        long later = Duration.ofNanos(now - storedNanos).toMillis();
        CemState timed = next.with(next.time().committedAt(clock.wall().toEpochMilli(), state.time(), later));
        inDoubt = true;
        journal.commit(CemStateJson.write(timed), bodies, timed.bodies());
        inDoubt = false;
        state = timed;
        storedNanos = now;
    }

    /** Whether the last commit failed: nothing may be sent that rests on it or on another one. */
    boolean isInDoubt() {
        return inDoubt;
    }

    /** After a failed commit, commits what holds again: the journal works, or it throws. */
    void requireSound() throws IOException {
        if (inDoubt) {
            commit(state);
        }
    }

    /** A body that the state names; on any thread. */
    Octets body(String name) throws IOException {
        return journal.body(name);
    }
}
