package uk.route2b.protocol.openadr;

/**
 * Counts what may declare a namespace before any XML is parsed.
 *
 * <p>The parser of the JDK compares each declaration of an element with all before it and has no limit on their number:
 * 3 MB of them in one element cost it ten seconds.
 */
final class NamespaceDeclarations {
    private static final String NAME = "xmlns";

    private NamespaceDeclarations() {}

    /** How often the name stands in {@code xml}. */
    static int count(String xml) {
        int count = 0;
        for (int at = xml.indexOf(NAME); at >= 0; at = xml.indexOf(NAME, at + NAME.length())) {
            count++;
        }
        return count;
    }
}
