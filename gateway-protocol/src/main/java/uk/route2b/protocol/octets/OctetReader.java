package uk.route2b.protocol.octets;

/**
 * A cursor over octets that never reads past its end and can prove that nothing is left.
 *
 * <p>Not safe for use by several threads.
 */
public final class OctetReader {
    private final Octets source;
    private final int end;
    private int position;

    /** Reads {@code source} from its first octet. */
    public OctetReader(Octets source) {
        this(source, 0, source.size());
    }

    private OctetReader(Octets source, int position, int end) {
        this.source = source;
        this.position = position;
        this.end = end;
    }

    /** Offset of the next octet in the source. */
    public int position() {
        return position;
    }

    /** How many octets are left. */
    public int remaining() {
        return end - position;
    }

    /** The next octet, 0 to 255. */
    public int octet() throws MalformedException {
        need(1);
        return source.at(position++);
    }

    /** The next octet without moving on, or -1 at the end. */
    public int peek() {
        return remaining() == 0 ? -1 : source.at(position);
    }

    /** The next octet, which has to be {@code tag}. */
    public void expect(int tag) throws MalformedException {
        if (octet() != tag) {
            throw new MalformedException(Malformation.TAG, position - 1);
        }
    }

    /** Two octets, most significant first. */
    public int two() throws MalformedException {
        return octet() << 8 | octet();
    }

    /** Eight octets, most significant first, as an unsigned number. */
    public long eight() throws MalformedException {
        need(8);
        long number = 0;
        for (int index = 0; index < 8; index++) {
            number = number << 8 | source.at(position++);
        }
        return number;
    }

    /** The next {@code count} octets. */
    public Octets take(int count) throws MalformedException {
        need(count);
        Octets taken = source.slice(position, position + count);
        position += count;
        return taken;
    }

    /** All that is left. */
    public Octets rest() {
        Octets rest = source.slice(position, end);
        position = end;
        return rest;
    }

    /**
     * A length in the form of DER: one octet below 128, else 81, 82 or 83 and as many octets; only the shortest form.
     *
     * @param most the largest length that is accepted; checked before anything is taken
     */
    public int length(int most) throws MalformedException {
        int start = position;
        int first = octet();
        int length = first < 0x80 ? first : longLength(first & 0x7F, start);
        if (length > most) {
            throw new MalformedException(Malformation.TOO_LONG, start);
        }
        return length;
    }

    private int longLength(int octets, int start) throws MalformedException {
        if (octets < 1 || octets > 3) {
            throw new MalformedException(Malformation.LENGTH_FORM, start);
        }
        int length = 0;
        for (int index = 0; index < octets; index++) {
            length = length << 8 | octet();
        }
        boolean shorterFits = octets == 1 ? length < 0x80 : length < 1 << 8 * (octets - 1);
        if (shorterFits) {
            throw new MalformedException(Malformation.LENGTH_FORM, start);
        }
        return length;
    }

    /** Fails unless every octet has been read. */
    public void finish() throws MalformedException {
        if (remaining() > 0) {
            throw new MalformedException(Malformation.TRAILING, position);
        }
    }

    private void need(int count) throws MalformedException {
        if (count > remaining()) {
            throw new MalformedException(Malformation.CUT_SHORT, position);
        }
    }
}
