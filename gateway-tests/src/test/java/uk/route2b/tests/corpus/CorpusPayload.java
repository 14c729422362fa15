package uk.route2b.tests.corpus;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.PayloadReader;

/**
 * One payload that a real OpenADR stack wrote.
 *
 * @param file its name
 * @param message the OpenADR message in it; {@code -} where a wrapper holds none
 * @param fromVtn whether a VTN wrote it, so that it travels down
 */
public record CorpusPayload(String file, String message, boolean fromVtn, Octets octets) {
    /** The same to another VEN: in the place of each venID that says who is spoken to stands {@code ven}. */
    public Octets to(String ven) throws MalformedException {
        byte[] written = octets.toArray();
        boolean wide = written[0] == (byte) 0xFE || written[0] == (byte) 0xFF;
        Charset charset = !wide
                ? StandardCharsets.ISO_8859_1
                : written[0] == (byte) 0xFE ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        String text = new String(written, charset);
        for (String id : PayloadReader.DEFAULT.read(octets).venIds()) {
            text = text.replaceAll("(venID[^<>]*>\\s*)" + Pattern.quote(id) + "(\\s*<)", "$1" + ven + "$2");
        }
        return Octets.of(text.getBytes(charset));
    }

    @Override
    public String toString() {
        return file;
    }
}
