package uk.route2b.protocol.openadr;

import java.util.ArrayList;
import java.util.List;

/** Finds where elements begin and end in the text of a document that is known to be well-formed and without DOCTYPE. */
final class XmlTags {
    /**
     * Where an element stands.
     *
     * @param start of its start tag
     * @param tagEnd behind its start tag
     * @param end behind its end tag
     */
    record Element(int start, int tagEnd, int end) {}

    private final String text;
    private int at;

    private XmlTags(String text) {
        this.text = text;
    }

    /** The first element of each depth from the root on; shorter where the document is not that deep. */
    static List<Element> firstPath(String text, int depth) {
        return new XmlTags(text).path(depth);
    }

    /** The elements inside the root. */
    static List<Element> children(String text) {
        return new XmlTags(text).children();
    }

    private List<Element> children() {
        List<Element> children = new ArrayList<>();
        int depth = 0;
        int begun = 0;
        int tagEnd = 0;
        while (next()) {
            int start = at;
            int end = tagEnd(start);
            boolean closes = text.charAt(start + 1) == '/';
            boolean empty = text.charAt(end - 2) == '/' && !closes;
            if (!closes && ++depth == 2) {
                begun = start;
                tagEnd = end;
            }
            if (closes || empty) {
                if (depth-- == 2) {
                    children.add(new Element(begun, tagEnd, end));
                }
            }
            at = end;
        }
        return children;
    }

    private List<Element> path(int most) {
        List<Element> path = new ArrayList<>();
        int[] starts = new int[most];
        int[] tagEnds = new int[most];
        int depth = 0;
        int opened = 0;
        while (next()) {
            int start = at;
            int end = tagEnd(start);
            boolean closes = text.charAt(start + 1) == '/';
            boolean empty = text.charAt(end - 2) == '/' && !closes;
            if (!closes) {
                depth++;
                if (depth <= most && depth == opened + 1 && path.isEmpty()) {
                    opened = depth;
                    starts[depth - 1] = start;
                    tagEnds[depth - 1] = end;
                }
            }
            if (closes || empty) {
                if (depth <= opened && path.size() == opened - depth) {
                    path.add(0, new Element(starts[depth - 1], tagEnds[depth - 1], end));
                }
                depth--;
            }
            at = end;
        }
        return path;
    }

    /** Goes to the next tag, past comments, instructions and CDATA. */
    private boolean next() {
        for (at = text.indexOf('<', at); at >= 0; at = text.indexOf('<', at)) {
            if (text.startsWith("<!--", at)) {
                at = behind("-->");
            } else if (text.startsWith("<![CDATA[", at)) {
                at = behind("]]>");
            } else if (text.startsWith("<?", at)) {
                at = behind("?>");
            } else {
                return true;
            }
        }
        return false;
    }

    private int behind(String end) {
        return text.indexOf(end, at) + end.length();
    }

    /** A &gt; inside a value in quotes ends nothing. */
    private int tagEnd(int start) {
        char quote = 0;
        for (int index = start; ; index++) {
            char character = text.charAt(index);
            if (quote != 0) {
                quote = character == quote ? 0 : quote;
            } else if (character == '"' || character == '\'') {
                quote = character;
            } else if (character == '>') {
                return index + 1;
            }
        }
    }
}
