package uk.route2b.client.internal.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import uk.route2b.client.spi.DamagedException;
import uk.route2b.protocol.octets.Octets;

/** A file that begins with the SHA-256 of the rest, so that what a failing medium gives back is not believed. */
final class SealedFile {
    private static final int SEAL = 32;
    private static final String REMEDY =
            "Restore the whole folder from a copy, or commission this CEM again with an empty folder";

    private SealedFile() {}

    /** What has to be written so that {@link #open} gives {@code octets} back. */
    static List<Octets> seal(Octets octets) {
        return List.of(octets.sha256(), octets);
    }

    /**
     * Reads {@code file} back.
     *
     * @throws DamagedException if it is not there, or its checksum does not fit
     */
    static Octets open(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return open(in, file.toString());
        } catch (NoSuchFileException gone) {
            throw new DamagedException(file + " is missing. Nothing was changed. " + REMEDY);
        }
    }

    /** Reads {@code in} to its end. */
    static Octets open(InputStream in, String name) throws IOException {
        Octets seal = Octets.of(in.readNBytes(SEAL));
        Octets octets = Octets.of(in.readAllBytes());
        if (octets.sha256().equals(seal)) {
            return octets;
        }
        throw new DamagedException(
                name + " is damaged: its checksum does not fit its content. Nothing was changed. " + REMEDY);
    }
}
