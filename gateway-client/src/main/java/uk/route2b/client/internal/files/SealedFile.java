package uk.route2b.client.internal.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import uk.route2b.protocol.octets.Octets;

/** A file that begins with the SHA-256 of the rest, so that what a failing medium gives back is not believed. */
final class SealedFile {
    private static final int SEAL = 32;

    private SealedFile() {}

    static Octets seal(Octets octets) {
        return Octets.concat(octets.sha256(), octets);
    }

    /** Reads {@code file} back. */
    static Octets open(Path file) throws IOException {
        Octets whole = Octets.of(Files.readAllBytes(file));
        if (whole.size() >= SEAL) {
            Octets octets = whole.slice(SEAL, whole.size());
            if (octets.sha256().equals(whole.slice(0, SEAL))) {
                return octets;
            }
        }
        throw new IOException(file + " is damaged: its checksum does not fit its content. Nothing was changed. "
                + "Restore the whole folder from a copy, or commission this CEM again with an empty folder");
    }
}
