package uk.route2b.pki.lint;

import java.util.ArrayList;
import java.util.List;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.OctetReader;
import uk.route2b.protocol.octets.Octets;

/**
 * One element of DER as it stands, so that rules can look at octets that every decoder smooths over.
 *
 * @param tag the first octet
 * @param contents what the length covers
 */
record Element(int tag, Octets contents) {
    static final int BOOLEAN = 0x01;
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int NULL = 0x05;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int UTF8_STRING = 0x0C;
    static final int PRINTABLE_STRING = 0x13;
    static final int UTC_TIME = 0x17;
    static final int GENERALIZED_TIME = 0x18;
    static final int SEQUENCE = 0x30;

    private static final int MOST = 0x40000;

    /** The only element in {@code encoded}. */
    static Element only(Octets encoded) throws MalformedException {
        OctetReader reader = new OctetReader(encoded);
        Element element = next(reader);
        reader.finish();
        return element;
    }

    /** The elements inside this one. */
    List<Element> children() throws MalformedException {
        OctetReader reader = new OctetReader(contents);
        List<Element> children = new ArrayList<>();
        while (reader.remaining() > 0) {
            children.add(next(reader));
        }
        return children;
    }

    /** The element at the end of a way of indices down from this one. */
    Element down(int... way) throws MalformedException {
        Element here = this;
        for (int index : way) {
            List<Element> children = here.children();
            if (index >= children.size()) {
                return new Element(NULL, Octets.EMPTY);
            }
            here = children.get(index);
        }
        return here;
    }

    /** Whether this is the object identifier with these contents in hexadecimal digits. */
    boolean names(String identifier) {
        return tag == OBJECT_IDENTIFIER && contents.hex().equals(identifier);
    }

    private static Element next(OctetReader reader) throws MalformedException {
        int tag = reader.octet();
        return new Element(tag, reader.take(reader.length(MOST)));
    }
}
