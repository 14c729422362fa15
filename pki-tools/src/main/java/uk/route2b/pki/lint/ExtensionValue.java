package uk.route2b.pki.lint;

import java.util.List;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * One extension as it stands.
 *
 * @param identifier contents of its object identifier in hexadecimal digits
 * @param critical whether it says so
 * @param value what its OCTET STRING holds
 */
record ExtensionValue(String identifier, boolean critical, Octets value) {
    static final String SUBJECT_KEY_IDENTIFIER = "551D0E";
    static final String KEY_USAGE = "551D0F";
    static final String SUBJECT_ALTERNATIVE_NAME = "551D11";
    static final String BASIC_CONSTRAINTS = "551D13";
    static final String CRL_NUMBER = "551D14";
    static final String CERTIFICATE_POLICIES = "551D20";
    static final String AUTHORITY_KEY_IDENTIFIER = "551D23";

    static ExtensionValue read(Element extension) throws MalformedException {
        List<Element> parts = extension.children();
        boolean stated = parts.size() == 3;
        boolean critical = stated && parts.get(1).contents().hex().equals("FF");
        Octets value = parts.get(stated ? 2 : 1).contents();
        return new ExtensionValue(parts.get(0).contents().hex(), critical, value);
    }

    Element element() throws MalformedException {
        return Element.only(value);
    }
}
