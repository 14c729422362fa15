package uk.route2b.protocol.message;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * RFC 1950 zlib: no dictionary, nothing after the checksum, and a limit on what comes out.
 *
 * <p>The limit is on the result and not on the ratio: real reports reach 50 to 1, which a cautious ratio would refuse.
 */
public final class Zlib {
    private static final int CHUNK = 8192;
    /** Most of what is inflated is a fragment or two, and whoever sends them decides how often. */
    private static final int CHUNK_LEAST = 256;

    private static final int CHUNK_EACH = 8;

    private Zlib() {}

    /** Deflates at the highest level: each octet is dear on route 2a. */
    public static Octets deflate(Octets plain) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(plain.toArray());
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] chunk = new byte[CHUNK];
            while (!deflater.finished()) {
                out.write(chunk, 0, deflater.deflate(chunk));
            }
            return Octets.of(out.toByteArray());
        } finally {
            deflater.end();
        }
    }

    /**
     * Inflates, stopping as soon as the result would be longer than {@code most} octets.
     *
     * @throws MalformedException if it is too long, damaged, needs a dictionary or goes on after its checksum
     */
    public static Octets inflate(Octets deflated, int most) throws MalformedException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(deflated.toArray());
            Octets plain = inflateAll(inflater, chunk(deflated.size()), most);
            if (inflater.getRemaining() > 0) {
                throw new MalformedException(Malformation.INFLATE, deflated.size() - inflater.getRemaining());
            }
            return plain;
        } catch (DataFormatException damaged) {
            throw new MalformedException(Malformation.INFLATE, -1);
        } finally {
            inflater.end();
        }
    }

    /** Room for what comes out at a time, in proportion to what goes in. */
    private static byte[] chunk(int octets) {
        return new byte[(int) Math.min(CHUNK, CHUNK_LEAST + (long) CHUNK_EACH * octets)];
    }

    private static Octets inflateAll(Inflater inflater, byte[] chunk, int most)
            throws DataFormatException, MalformedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (!inflater.finished()) {
            int count = inflater.inflate(chunk);
            if (count == 0 && !inflater.finished() && (inflater.needsInput() || inflater.needsDictionary())) {
                throw new MalformedException(Malformation.INFLATE, -1);
            }
            if (count > most - out.size()) {
                throw new MalformedException(Malformation.INFLATED_TOO_LONG, -1);
            }
            out.write(chunk, 0, count);
        }
        return Octets.of(out.toByteArray());
    }
}
