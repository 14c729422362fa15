package uk.route2b.server.audit;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import uk.route2b.protocol.octets.Octets;

/**
 * A line of an audit file: {@code {"record":RECORD,"hash":"HASH"}} and a line feed. HASH is the SHA-256 of the 32
 * octets of the hash before and the octets of RECORD exactly as they stand there.
 */
record AuditLine(Octets record, Octets hash) {
    /** The hash before the first record of a chain. */
    static final Octets START = Octets.of(new byte[32]);

    private static final byte[] BEFORE = ascii("{\"record\":");
    private static final byte[] BETWEEN = ascii(",\"hash\":\"");
    private static final byte[] AFTER = ascii("\"}");
    private static final int HEX = 64;
    private static final int TAIL = BETWEEN.length + HEX + AFTER.length;

    static AuditLine after(Octets previous, Octets record) {
        return new AuditLine(record, Octets.concat(previous, record).sha256());
    }

    /** Whether its hash follows from the one before. */
    boolean follows(Octets previous) {
        return after(previous, record).hash().equals(hash);
    }

    /** As it stands in the file, with its line feed. */
    byte[] octets() {
        return Octets.concat(
                        Octets.of(BEFORE),
                        record,
                        Octets.of(BETWEEN),
                        Octets.ofText(hash.hex()),
                        Octets.ofText("\"}\n"))
                .toArray();
    }

    /** A line without its line feed; empty if it has another form. */
    static Optional<AuditLine> read(byte[] file, int from, int to) {
        int end = to - TAIL;
        boolean formed = end > from + BEFORE.length
                && stands(file, from, BEFORE)
                && stands(file, end, BETWEEN)
                && stands(file, to - AFTER.length, AFTER);
        String hex = formed
                ? new String(file, end + BETWEEN.length, HEX, StandardCharsets.US_ASCII)
                        .toLowerCase(java.util.Locale.ROOT)
                : "";
        return hex.matches("[0-9a-f]{64}")
                ? Optional.of(new AuditLine(
                        Octets.of(java.util.Arrays.copyOfRange(file, from + BEFORE.length, end)), Octets.ofHex(hex)))
                : Optional.empty();
    }

    private static boolean stands(byte[] file, int at, byte[] text) {
        return at >= 0
                && at + text.length <= file.length
                && java.util.Arrays.equals(file, at, at + text.length, text, 0, text.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
