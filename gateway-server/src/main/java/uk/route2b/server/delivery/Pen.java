package uk.route2b.server.delivery;

import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.UnsignedMessage;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.register.Dsrsp;
import uk.route2b.server.register.Identity;

/** Writes and signs the messages of one DSRSP to one CEM. */
final class Pen {
    private final CemKey key;
    private final Dsrsp dsrsp;

    Pen(CemKey key, Dsrsp dsrsp) {
        this.key = key;
        this.dsrsp = dsrsp;
    }

    /**
     * A command.
     *
     * @param accepted which of our keys the CEM accepted last
     */
    SignedMessage command(PrivateMessageCode code, long counter, Content content, Optional<KeyIdentifier> accepted) {
        GroupingHeader header = GroupingHeader.of(CraFlag.COMMAND, counter, key.dsrsp(), key.cem(), code.code());
        return sign(UnsignedMessage.of(header, content), accepted);
    }

    /** The answer to a message of the CEM. */
    SignedMessage answer(SignedMessage message, Content content, Optional<KeyIdentifier> accepted) {
        return sign(UnsignedMessage.of(message.header().answer(), content), accepted);
    }

    private SignedMessage sign(UnsignedMessage message, Optional<KeyIdentifier> accepted) {
        Identity signer = accepted.flatMap(identifier -> dsrsp.signer(List.of(identifier)))
                .orElseGet(() -> dsrsp.signers().get(0));
        return message.sign(Ecdsa.signer(signer.key()));
    }
}
