package uk.route2b.server.delivery;

import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.octets.MalformedException;

/** Nothing that the CEM did not list is sent to it: what it cannot inflate goes as it is. */
final class ReadableContent {
    private ReadableContent() {}

    static Content by(Counterpart counterpart, Content content) {
        boolean reads = !content.format().compressed()
                || counterpart.reads().reads(PrivateMessageCode.OPENADR, content.format());
        return reads ? content : inflated(content);
    }

    /** How long the body is where nothing is deflated: what a CEM without zlib would get. */
    static int plainSize(Content content) {
        return content.format().compressed()
                ? inflated(content).body().size()
                : content.body().size();
    }

    private static Content inflated(Content content) {
        try {
            return Content.plain(content.format(), content.plainBody(Integer.MAX_VALUE));
        } catch (MalformedException impossible) {
            throw new IllegalStateException("what was deflated here inflates", impossible);
        }
    }
}
