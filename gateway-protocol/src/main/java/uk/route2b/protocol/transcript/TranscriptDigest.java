package uk.route2b.protocol.transcript;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import uk.route2b.protocol.octets.Octets;

/** Counts and digests the lines of a transcript, so that neither its writer nor its reader holds more than one. */
public final class TranscriptDigest {
    private final MessageDigest digest;
    private long lines;

    public TranscriptDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has SHA-256", absent);
        }
    }

    /** Takes the next line, without its end. */
    public void add(Octets line) {
        digest.update(line.toArray());
        digest.update((byte) '\n');
        lines++;
    }

    /** What the last line says; nothing may be added after. */
    public TranscriptTail tail() {
        return new TranscriptTail(Math.max(0, lines - 1), Octets.of(digest.digest()));
    }
}
