package uk.route2b.protocol.message;

import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.OctetWriter;
import uk.route2b.protocol.octets.Octets;

/**
 * The content of one of our messages: a format octet and a body.
 *
 * @param format what the body is
 * @param body as it stands in the message, so deflated where the format says so
 */
public record Content(ContentFormat format, Octets body) {
    /** Bodies up to this many octets are not worth deflating on route 2b. */
    public static final int WORTH_DEFLATING = 1024;

    /** {@code body} as it is. */
    public static Content plain(ContentFormat format, Octets body) {
        return new Content(format.plain(), body);
    }

    /** {@code body} deflated if the format has a zlib form and that is shorter. */
    public static Content smallest(ContentFormat format, Octets body) {
        if (format.zlib().isEmpty()) {
            return plain(format, body);
        }
        Octets deflated = Zlib.deflate(body);
        return deflated.size() < body.size() ? new Content(format.zlib().get(), deflated) : plain(format, body);
    }

    /** What route 2b sends: deflated only above {@link #WORTH_DEFLATING} octets, and only if that is shorter. */
    public static Content forLink(ContentFormat format, Octets body) {
        return body.size() > WORTH_DEFLATING ? smallest(format, body) : plain(format, body);
    }

    /** Reads the content of a message of ours. */
    public static Content read(Octets content) throws MalformedException {
        if (content.isEmpty()) {
            throw new MalformedException(Malformation.EMPTY_CONTENT, 0);
        }
        ContentFormat format =
                ContentFormat.of(content.at(0)).orElseThrow(() -> new MalformedException(Malformation.FORMAT, 0));
        return new Content(format, content.slice(1, content.size()));
    }

    /**
     * The body as its author wrote it.
     *
     * @param most limit on its octets once inflated
     */
    public Octets plainBody(int most) throws MalformedException {
        return format.compressed() ? Zlib.inflate(body, most) : body;
    }

    /** Format octet and body. */
    public Octets octets() {
        return new OctetWriter().octet(format.octet()).put(body).written();
    }
}
