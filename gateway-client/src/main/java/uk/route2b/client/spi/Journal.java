package uk.route2b.client.spi;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.route2b.client.internal.files.FileJournal;
import uk.route2b.protocol.octets.Octets;

/**
 * Where a CEM keeps what must survive a power cut: one state (counters, memory, configuration) and the bodies it names.
 *
 * <p>Everything rests on {@link #commit}: no octet leaves and nothing is acknowledged before it has returned. Used by
 * one thread at a time, {@link #body} apart. Losing the state means commissioning the CEM again.
 */
public interface Journal extends AutoCloseable {
    /**
     * Files in {@code folder}, which is made if absent and locked while open.
     *
     * @throws IOException if the folder can not be used, another program has it open, or a file in it is damaged
     */
    static Journal inFolder(Path folder) throws IOException {
        return FileJournal.open(folder);
    }

    /**
     * The state of the last commit; empty before the first one.
     *
     * @throws IOException if it can not be read, or is not what was written
     */
    Optional<Octets> state() throws IOException;

    /**
     * A body that the last commit kept. Called by any thread, also while another one commits.
     *
     * @throws DamagedException if it is gone or is not what was written
     * @throws IOException if it can not be read
     */
    Octets body(String name) throws IOException;

    /**
     * Replaces the state, all or nothing: after a crash at any moment either the old state with its bodies is there or
     * the new one with its. Returns when the new one is durable.
     *
     * @param state the new state, some ten to hundred thousand octets
     * @param added new bodies by name; a name has only letters, digits and hyphens
     * @param kept the names of all bodies that the new state needs; others may go
     * @throws IOException if it is not certain that the new state is durable; the old or the new one is. The client
     *     goes on from the old one, so the next commit must make sure of that before it writes anything: names of
     *     bodies are used again
     */
    void commit(Octets state, Map<String, Octets> added, Set<String> kept) throws IOException;

    @Override
    void close() throws IOException;
}
