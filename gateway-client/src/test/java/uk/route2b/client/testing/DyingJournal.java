package uk.route2b.client.testing;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.route2b.client.spi.Journal;
import uk.route2b.client.spi.Step;
import uk.route2b.protocol.octets.Octets;

/** A journal whose process dies at some step or commit: before its effect or after it. The dead do nothing more. */
public final class DyingJournal implements Journal {
    private final MemoryJournal journal;
    private int left = -1;
    private boolean afterEffect;
    private boolean dead;
    private boolean forgetful;
    private @Nullable Octets rememberedState;

    public DyingJournal(MemoryJournal journal) {
        this.journal = journal;
    }

    /** The process is gone. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /** At the {@code n}th step or commit from now on; of a commit before or after it took effect. */
    public void dieAfter(int n, boolean effect) {
        left = n;
        afterEffect = effect;
    }

    public boolean isDead() {
        return dead;
    }

    /** Another process takes over what was stored. */
    public void revive() {
        dead = false;
        left = -1;
        rememberedState = null;
    }

    /** Nobody dies any more. */
    public void wellForGood() {
        left = -1;
    }

    /** From now on nothing is really stored. */
    public void forgetful() {
        forgetful = true;
    }

    /** A step of the engine. */
    public void step(Step step) {
        if (dead || dies()) {
            die();
        }
    }

    private boolean dies() {
        return left >= 0 && left-- == 0;
    }

    private void die() {
        dead = true;
        throw new Killed();
    }

    @Override
    public Optional<Octets> state() throws IOException {
        return rememberedState == null ? journal.state() : Optional.of(rememberedState);
    }

    @Override
    public Octets body(String name) throws IOException {
        return journal.body(name);
    }

    @Override
    public void commit(Octets state, Map<String, Octets> added, Set<String> kept) throws IOException {
        if (dead) {
            die();
        }
        boolean dies = dies();
        if (dies && !afterEffect) {
            die();
        }
        if (forgetful) {
            rememberedState = state;
        } else {
            journal.commit(state, added, kept);
        }
        if (dies) {
            die();
        }
    }

    @Override
    public void close() {
        // it lives on in the test
    }
}
