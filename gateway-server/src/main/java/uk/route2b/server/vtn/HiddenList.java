package uk.route2b.server.vtn;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrMessage;

/**
 * Looks into what cannot be read for what somebody else might read: parsers of some VENs know encodings that are
 * refused here. A page of text that tells of an error has nothing of it.
 */
final class HiddenList {
    private static final List<String> NAMES =
            List.of(OpenAdrMessage.DISTRIBUTE_EVENT.element(), OpenAdrMessage.CANCEL_PARTY_REGISTRATION.element());
    /**
     * Encodings in which letters of ASCII stand as they are; in others, as in UTF-7, a name may be written otherwise.
     */
    private static final Pattern PLAIN =
            Pattern.compile("utf-(8|16|32)(le|be)?|us-ascii|ascii|iso-8859-\\d+|windows-125\\d");

    private static final Pattern DECLARED =
            Pattern.compile("<\\?xml[^>]{0,200}encoding\\s{0,9}=\\s{0,9}[\"']([^\"']{0,40})");

    private static final int HEAD = 1_000;

    private HiddenList() {}

    static boolean mayBeIn(Octets body) {
        String text = new String(body.toArray(), StandardCharsets.ISO_8859_1).replace("\0", "");
        return NAMES.stream().anyMatch(name -> text.contains(name) || text.contains(ebcdic(name))) || isOtherwise(text);
    }

    /** A declaration is the first thing in a document, give or take what a lenient reader skips. */
    private static boolean isOtherwise(String text) {
        return DECLARED.matcher(text.substring(0, Math.min(HEAD, text.length())))
                .results()
                .anyMatch(found ->
                        !PLAIN.matcher(found.group(1).toLowerCase(Locale.ROOT)).matches());
    }

    /** The octets of {@code letters} in any EBCDIC, whose Latin letters are at the same places in all of them. */
    private static String ebcdic(String letters) {
        StringBuilder octets = new StringBuilder();
        letters.chars().forEach(letter -> octets.append((char) (row(letter) + column(letter))));
        return octets.toString();
    }

    private static int row(int letter) {
        int of = Character.toUpperCase(letter) - 'A';
        int row = of < 9 ? 0xC0 : of < 18 ? 0xD0 : 0xE0;
        return Character.isUpperCase(letter) ? row : row - 0x40;
    }

    /** Rows of nine begin at 1, the last one of eight at 2. */
    private static int column(int letter) {
        int of = Character.toUpperCase(letter) - 'A';
        return of < 18 ? of % 9 + 1 : of - 18 + 2;
    }
}
