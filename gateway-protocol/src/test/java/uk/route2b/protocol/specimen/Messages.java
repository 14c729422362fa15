package uk.route2b.protocol.specimen;

import java.math.BigInteger;
import java.security.KeyPair;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.UnsignedMessage;
import uk.route2b.protocol.octets.Octets;

/** Signed messages between one DSRSP and one CEM. */
public final class Messages {
    public static final EntityIdentifier DSRSP = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-08");
    public static final EntityIdentifier CEM = EntityIdentifier.parse("00-DB-12-34-56-78-90-C1");
    public static final EntityIdentifier STRANGER = EntityIdentifier.parse("00-DB-12-34-56-78-90-EE");

    private static final BigInteger ORDER =
            new BigInteger("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", 16);

    private Messages() {}

    /** From the DSRSP, of its own accord. */
    public static SignedMessage down(long counter, PrivateMessageCode code, Content content) {
        return sign(GroupingHeader.of(CraFlag.COMMAND, counter, DSRSP, CEM, code.code()), content, Keys.DSRSP);
    }

    /** From the CEM, of its own accord. */
    public static SignedMessage up(long counter, PrivateMessageCode code, Content content) {
        return sign(GroupingHeader.of(CraFlag.ALERT, counter, CEM, DSRSP, code.code()), content, Keys.CEM);
    }

    /** An OpenADR payload from the CEM. */
    public static SignedMessage up(long counter, String payload) {
        return up(counter, PrivateMessageCode.OPENADR, xml(payload));
    }

    /** The answer to {@code message} by whoever it was sent to. */
    public static SignedMessage answer(SignedMessage message, Content content) {
        KeyPair keys = message.header().originator().equals(CEM) ? Keys.DSRSP : Keys.CEM;
        return sign(message.header().answer(), content, keys);
    }

    public static SignedMessage sign(GroupingHeader header, Content content, KeyPair keys) {
        return UnsignedMessage.of(header, content).sign(Ecdsa.signer(keys.getPrivate()));
    }

    public static Content xml(String payload) {
        return Content.plain(ContentFormat.XML, Octets.ofText(payload));
    }

    public static Content json(Octets json) {
        return Content.plain(ContentFormat.JSON, json);
    }

    /** The same message with the other of the two signatures that verify: (r, n - s). */
    public static Octets twin(SignedMessage message) {
        Octets signature = message.signature();
        BigInteger s = new BigInteger(1, signature.slice(32, 64).toArray());
        byte[] other = ORDER.subtract(s).toByteArray();
        byte[] padded = new byte[32];
        int from = Math.max(0, other.length - 32);
        System.arraycopy(other, from, padded, 32 - (other.length - from), other.length - from);
        Octets octets = message.octets();
        return Octets.concat(octets.slice(0, octets.size() - 32), Octets.of(padded));
    }
}
