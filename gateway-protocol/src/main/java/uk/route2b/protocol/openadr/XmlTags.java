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

    /**
     * The text with blanks in the place of all in which a tag is none: comments, instructions, CDATA, and values in
     * quotes. It is as long as the text, and what is not blank stands where it stood.
     */
    static String skeleton(String text) {
        XmlTags tags = new XmlTags(text);
        StringBuilder skeleton = new StringBuilder(text);
        int end;
        for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', end)) {
            int hidden = tags.hiddenEnd(at);
            end = hidden < 0 ? tags.tagEnd(at) : hidden;
            if (hidden < 0) {
                blankValues(skeleton, at, end);
            } else {
                blank(skeleton, at, end);
            }
        }
        return skeleton.toString();
    }

    private static void blankValues(StringBuilder tag, int start, int end) {
        for (int at = start; at < end; at++) {
            char quote = tag.charAt(at);
            if (quote == '"' || quote == '\'') {
                int close = tag.indexOf(String.valueOf(quote), at + 1);
                blank(tag, at + 1, close);
                at = close;
            }
        }
    }

    private static void blank(StringBuilder text, int start, int end) {
        for (int at = start; at < end; at++) {
            text.setCharAt(at, ' ');
        }
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
            int end = hiddenEnd(at);
            if (end < 0) {
                return true;
            }
            at = end;
        }
        return false;
    }

    /** Behind the comment, the CDATA or the instruction that begins here; -1 if a tag does. */
    private int hiddenEnd(int start) {
        if (text.startsWith("<!--", start)) {
            return behind("-->", start + 4);
        }
        if (text.startsWith("<![CDATA[", start)) {
            return behind("]]>", start);
        }
        return text.startsWith("<?", start) ? behind("?>", start) : -1;
    }

    private int behind(String end, int from) {
        return text.indexOf(end, from) + end.length();
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
