package uk.route2b.protocol.openadr;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.octets.Utf8;

/**
 * The characters of an XML document, by XML 1.0 appendix F for the encodings that are in use.
 *
 * <p>Not left to the parser of the JDK, which writes a line to standard error for each octet that is out of place.
 */
final class XmlText {
    private static final Set<String> SUPERSETS_OF_ASCII = Set.of("UTF-8", "US-ASCII", "ISO-8859-1", "WINDOWS-1252");
    private static final String SPACE = "[ \\t\\r\\n]";
    private static final String IS = SPACE + "*=" + SPACE + "*";
    private static final String NAME = "[A-Za-z][A-Za-z0-9._-]{0,39}";
    private static final Pattern DECLARATION = Pattern.compile("<\\?xml" + SPACE + "+version" + IS
            + "(?:\"1\\.[0-9]\"|'1\\.[0-9]')(?:" + SPACE + "+encoding" + IS + "(?:\"(" + NAME + ")\"|'(" + NAME
            + ")'))?(?:"
            + SPACE + "+standalone" + IS + "(?:\"(?:yes|no)\"|'(?:yes|no)'))?" + SPACE + "*\\?>");
    private static final Pattern DECLARED = Pattern.compile("^<\\?xml" + SPACE);
    private static final Octets MARK = Octets.ofHex("EFBBBF");
    private static final int DECLARATION_MOST = 200;

    private XmlText() {}

    /** Decodes {@code xml}, without its byte-order mark. */
    static String decode(Octets xml) throws MalformedException {
        try {
            String text = charset(xml)
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(xml.toArray()))
                    .toString();
            String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
            encoding(unmarked.substring(0, Math.min(DECLARATION_MOST, unmarked.length())));
            return unmarked;
        } catch (CharacterCodingException otherEncoding) {
            throw new MalformedException(Malformation.XML, 0);
        }
    }

    /** Whether {@code xml} is in UTF-8, as ASCII is as well. */
    static boolean isUtf8(Octets xml) throws MalformedException {
        Charset charset = charset(xml);
        return charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII);
    }

    /** The text of a document whose octets can be changed in place; empty for UTF-16, where ASCII is none. */
    static Optional<String> asciiBased(Octets xml) throws MalformedException {
        Charset charset = charset(xml);
        boolean wide = charset.equals(StandardCharsets.UTF_16BE) || charset.equals(StandardCharsets.UTF_16LE);
        return wide ? Optional.empty() : Optional.of(Utf8.read(xml));
    }

    private static Charset charset(Octets xml) throws MalformedException {
        int first = xml.size() < 2 ? 0 : xml.at(0) << 8 | xml.at(1);
        return switch (first) {
            case 0xFEFF, 0x003C -> StandardCharsets.UTF_16BE;
            case 0xFFFE, 0x3C00 -> StandardCharsets.UTF_16LE;
            default -> declared(xml);
        };
    }

    private static Charset declared(Octets xml) throws MalformedException {
        boolean marked = xml.size() >= MARK.size() && xml.slice(0, MARK.size()).equals(MARK);
        int from = marked ? MARK.size() : 0;
        Octets head = xml.slice(from, Math.min(from + DECLARATION_MOST, xml.size()));
        String name = encoding(new String(head.toArray(), StandardCharsets.ISO_8859_1))
                .map(found -> found.toUpperCase(Locale.ROOT))
                .orElse("UTF-8");
        if (!SUPERSETS_OF_ASCII.contains(name) || (marked && !name.equals("UTF-8"))) {
            throw new MalformedException(Malformation.XML, 0);
        }
        return Charset.forName(name);
    }

    /**
     * The encoding that a document declares. The JDK's reader takes any declaration when it is given characters, and
     * whoever reads on may find another encoding in it: so it has its only form, and is near.
     */
    private static Optional<String> encoding(String head) throws MalformedException {
        Matcher declaration = DECLARATION.matcher(head);
        if (declaration.lookingAt()) {
            return Optional.ofNullable(declaration.group(1)).or(() -> Optional.ofNullable(declaration.group(2)));
        }
        if (DECLARED.matcher(head).find()) {
            throw new MalformedException(Malformation.XML, 0);
        }
        return Optional.empty();
    }
}
