package uk.route2b.client;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import uk.route2b.client.internal.files.FolderCopy;
import uk.route2b.client.internal.session.StoredState;

/**
 * Copies of a state folder as {@link uk.route2b.client.spi.Journal#inFolder} keeps it, and the way back.
 *
 * <p>A copy may be taken while a CEM runs on the folder, and holds it up in nothing. A CEM that is restored from one
 * reuses no counter and acts on nothing twice; it can not know what happened after the copy, and says so.
 */
public final class StateCopy {
    private StateCopy() {}

    /**
     * What a copy is of.
     *
     * @param state counters and identities in it, for a person
     * @param bodies how many messages and payloads are in it
     */
    public record About(Instant copied, StateSummary state, int bodies) {}

    /**
     * What a restore did.
     *
     * @param replaced where the folder is now that was there; empty if there was none
     */
    public record Restored(About about, Optional<Path> replaced) {}

    /**
     * Writes one consistent moment of {@code folder} to {@code file}, which gets its name once it is whole and durable.
     *
     * @param file is replaced if it is there
     * @throws IOException if there is no state, it is damaged, or the file can not be written
     */
    public static About take(Path folder, Path file, Instant now) throws IOException {
        return FolderCopy.take(folder, file, now);
    }

    /**
     * Makes {@code folder} anew from {@code file} and marks it as restored; no CEM may run on it.
     *
     * @param record whose state it has to be
     * @param replace whether a state that is there may be replaced; it is kept beside the new one
     * @throws java.nio.file.FileAlreadyExistsException if there is a state that may not be replaced
     * @throws IOException if the copy is damaged or another CEM's, or the folder is in use or can not be written
     */
    public static Restored restore(Path file, Path folder, CommissioningRecord record, Instant now, boolean replace)
            throws IOException {
        return FolderCopy.restore(file, folder, new StoredState.Owner(record.cem(), record.dsrsp()), now, replace);
    }
}
