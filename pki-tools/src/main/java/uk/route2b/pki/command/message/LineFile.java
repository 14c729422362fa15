package uk.route2b.pki.command.message;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import uk.route2b.protocol.octets.Octets;

/** Reads lines that end with LF, CR LF or the file, and never holds more of one than its longest may have. */
final class LineFile {
    /** Message and answer of 4 MiB as hexadecimal digits, and the rest of the line. */
    static final int LINE_MOST = 4 * (4 * 1024 * 1024 + 128) + 4096;

    private final InputStream stream;
    private long octets;

    /** @param stream buffered, since it is read octet by octet */
    LineFile(InputStream stream) {
        this.stream = stream;
    }

    /**
     * A line without its end.
     *
     * @param line empty if it is longer than any may be; its rest has been passed over
     */
    record Line(Optional<Octets> line) {}

    /** The next line; empty at the end of the file. */
    Optional<Line> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int octet = read();
        if (octet < 0) {
            return Optional.empty();
        }
        boolean tooLong = false;
        for (; octet >= 0 && octet != '\n'; octet = read()) {
            tooLong |= line.size() >= LINE_MOST;
            if (!tooLong) {
                line.write(octet);
            }
        }
        return Optional.of(new Line(tooLong ? Optional.empty() : Optional.of(withoutReturn(line.toByteArray()))));
    }

    /** How many octets have been read since this was asked last. */
    long taken() {
        long taken = octets;
        octets = 0;
        return taken;
    }

    private int read() throws IOException {
        int octet = stream.read();
        octets += octet < 0 ? 0 : 1;
        return octet;
    }

    private static Octets withoutReturn(byte[] line) {
        boolean returned = line.length > 0 && line[line.length - 1] == '\r';
        Octets all = Octets.of(line);
        return returned ? all.slice(0, line.length - 1) : all;
    }
}
