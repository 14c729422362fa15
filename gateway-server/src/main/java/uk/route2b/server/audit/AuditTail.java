package uk.route2b.server.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import uk.route2b.protocol.json.JsonObject;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * Where a file ends.
 *
 * @param number of the last whole record; 0 if there is none
 * @param hash of that record
 * @param whole octets of the file up to the end of that record, with its line feed if it has one
 * @param rest octets after it, which are no whole record: what a fall left
 * @param lineEnds whether the last octet is a line feed
 */
record AuditTail(long number, Octets hash, long whole, long rest, boolean lineEnds) {
    static final AuditTail NOTHING = new AuditTail(0, AuditLine.START, 0, 0, true);

    /** Reads a file of at most a few hundred MiB; the records before the last one are for those who verify. */
    static AuditTail of(Path file) throws IOException {
        byte[] octets = Files.readAllBytes(file);
        AuditTail tail = new AuditTail(0, AuditLine.START, 0, octets.length, true);
        boolean ends = octets.length == 0 || octets[octets.length - 1] == '\n';
        for (int from = 0; from < octets.length; ) {
            int to = end(octets, from);
            int next = Math.min(to + 1, octets.length);
            Optional<AuditTail> read = read(octets, from, to, next, ends);
            tail = read.orElse(tail);
            from = next;
        }
        return new AuditTail(tail.number, tail.hash, tail.whole, octets.length - tail.whole, ends);
    }

    private static Optional<AuditTail> read(byte[] octets, int from, int to, int next, boolean ends) {
        return AuditLine.read(octets, from, to)
                .flatMap(line -> number(line).map(number -> new AuditTail(number, line.hash(), next, 0, ends)));
    }

    private static Optional<Long> number(AuditLine line) {
        try {
            return Optional.of(JsonObject.read(line.record()).number("number"));
        } catch (MalformedException unreadable) {
            return Optional.empty();
        }
    }

    private static int end(byte[] octets, int from) {
        int at = from;
        while (at < octets.length && octets[at] != '\n') {
            at++;
        }
        return at;
    }
}
