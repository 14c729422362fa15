package uk.route2b.client.internal.session;

import java.io.IOException;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.link.LinkControlJson;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.UnsignedMessage;

/** Makes this CEM's signed messages. */
public final class MessageWriter {
    private final EngineParts parts;

    MessageWriter(EngineParts parts) {
        this.parts = parts;
    }

    /** The counter that the next message of our own gets. */
    long nextCounter() {
        return parts.keeper().state().sent().next(parts.time().wallMillis());
    }

    /** A message of our own under {@code counter}, which the caller has to commit before the octets leave. */
    SignedMessage message(long counter, PrivateMessageCode code, Content content) {
        GroupingHeader header = GroupingHeader.of(
                CraFlag.ALERT, counter, parts.record().cem(), parts.record().dsrsp(), code.code());
        return UnsignedMessage.of(header, content).sign(parts.signer());
    }

    /** Link control; its counter is committed already. */
    public SignedMessage control(LinkControl control) throws IOException {
        long counter = nextCounter();
        CemState state = parts.keeper().state();
        parts.keeper().commit(state.with(state.sent().used(counter)));
        Content content = Content.plain(ContentFormat.JSON, LinkControlJson.write(control));
        return message(counter, PrivateMessageCode.LINK_CONTROL, content);
    }

    /** The answer to {@code message}, which the caller has to commit before it leaves. */
    SignedMessage answer(SignedMessage message, Content content) {
        return UnsignedMessage.of(message.header().answer(), content).sign(parts.signer());
    }
}
