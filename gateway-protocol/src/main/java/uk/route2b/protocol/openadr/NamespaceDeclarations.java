package uk.route2b.protocol.openadr;

import uk.route2b.protocol.octets.Octets;

/**
 * Counts what may declare a namespace before any XML is parsed.
 *
 * <p>The parser of the JDK compares each declaration of an element with all before it and has no limit on their number:
 * 3 MB of them in one element cost it ten seconds.
 */
final class NamespaceDeclarations {
    private static final String NAME = "xmlns";

    private NamespaceDeclarations() {}

    /** How often the name stands in {@code xml}; zero octets are passed over, so that UTF-16 counts alike. */
    static int count(Octets xml) {
        int count = 0;
        int matched = 0;
        for (byte octet : xml.toArray()) {
            if (octet != 0) {
                matched = octet == NAME.charAt(matched) ? matched + 1 : octet == NAME.charAt(0) ? 1 : 0;
            }
            if (matched == NAME.length()) {
                count++;
                matched = 0;
            }
        }
        return count;
    }
}
