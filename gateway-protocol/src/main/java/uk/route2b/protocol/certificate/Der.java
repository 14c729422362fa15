package uk.route2b.protocol.certificate;

import java.util.ArrayList;
import java.util.List;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.OctetReader;
import uk.route2b.protocol.octets.Octets;

/**
 * The few forms of DER that the profile needs and the JDK does not give.
 *
 * <p>The JDK's own reading of otherName differs between releases, so the octets of an extension are read here.
 */
final class Der {
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;
    static final int CONTEXT_0 = 0xA0;
    static final int PRIMITIVE_0 = 0x80;

    /** No certificate of this infrastructure comes near it. */
    private static final int MOST = 0x4000;

    private static final int LONGEST_ARC = 9;

    private Der() {}

    /** One whole element: its contents, with nothing after it. */
    static Octets only(int tag, Octets encoded) throws MalformedException {
        OctetReader reader = new OctetReader(encoded);
        Octets contents = next(tag, reader);
        reader.finish();
        return contents;
    }

    /** The contents of the next element, whose tag has to be {@code tag}. */
    static Octets next(int tag, OctetReader reader) throws MalformedException {
        reader.expect(tag);
        return reader.take(reader.length(MOST));
    }

    /** The contents of each element inside {@code contents}; all have to have {@code tag}. */
    static List<Octets> all(int tag, Octets contents) throws MalformedException {
        OctetReader reader = new OctetReader(contents);
        List<Octets> elements = new ArrayList<>();
        while (reader.remaining() > 0) {
            elements.add(next(tag, reader));
        }
        return elements;
    }

    /** The dotted form of an object identifier's contents. */
    static String dotted(Octets contents) throws MalformedException {
        OctetReader reader = new OctetReader(contents);
        long first = arc(reader);
        long top = Math.min(first / 40, 2);
        StringBuilder text = new StringBuilder().append(top).append('.').append(first - 40 * top);
        while (reader.remaining() > 0) {
            text.append('.').append(arc(reader));
        }
        return text.toString();
    }

    private static long arc(OctetReader reader) throws MalformedException {
        long arc = 0;
        for (int octets = 0; octets < LONGEST_ARC; octets++) {
            int octet = reader.octet();
            arc = arc << 7 | octet & 0x7F;
            if (octet < 0x80) {
                return arc;
            }
        }
        throw new MalformedException(Malformation.TOO_LONG, reader.position());
    }
}
