package uk.route2b.prove.power;

import java.util.Arrays;
import uk.route2b.protocol.octets.Octets;

/** What is in a file; it grows in place. Not for several threads. */
final class Content {
    private byte[] octets;
    private int size;

    Content(byte... octets) {
        this.octets = octets;
        this.size = octets.length;
    }

    void write(long offset, byte... more) {
        int at = Math.toIntExact(offset);
        int end = at + more.length;
        if (end > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(end, 2 * octets.length));
        }
        if (at > size) {
            Arrays.fill(octets, size, at, (byte) 0);
        }
        System.arraycopy(more, 0, octets, at, more.length);
        size = Math.max(size, end);
    }

    void truncate(long length) {
        int end = Math.toIntExact(length);
        if (end > octets.length) {
            octets = Arrays.copyOf(octets, end);
        }
        if (end > size) {
            Arrays.fill(octets, size, end, (byte) 0);
        }
        size = end;
    }

    byte[] toArray() {
        return Arrays.copyOf(octets, size);
    }

    Octets value() {
        return Octets.of(toArray());
    }
}
