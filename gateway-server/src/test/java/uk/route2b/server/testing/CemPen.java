package uk.route2b.server.testing;

import java.util.List;
import java.util.Optional;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.link.Capabilities;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.link.LinkControlJson;
import uk.route2b.protocol.link.TlsBinding;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.protocol.message.UnsignedMessage;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;

/** Writes the messages of a CEM, with counters as the test wants them. */
public final class CemPen {
    private final IssuedIdentity identity;
    private final EntityIdentifier cem;
    private long counter;

    public CemPen(IssuedIdentity identity, EntityIdentifier cem, long firstCounter) {
        this.identity = identity;
        this.cem = cem;
        this.counter = firstCounter;
    }

    public IssuedIdentity identity() {
        return identity;
    }

    public long next() {
        return ++counter;
    }

    public SignedMessage hello(TlsBinding binding, long configuration, KeyIdentifier... signers) {
        return hello(binding, configuration, 0, 0, signers);
    }

    public SignedMessage hello(
            TlsBinding binding, long configuration, long accepted, long floor, KeyIdentifier... signers) {
        LinkControl hello = new LinkControl.Hello(
                configuration, "test 1", List.of(signers), Capabilities.ALL, accepted, floor, binding);
        return control(hello, next());
    }

    /** A hello that says up to which of the gateway's counters this CEM takes nothing and remembers nothing. */
    public SignedMessage helloSpent(TlsBinding binding, long accepted, long spent, KeyIdentifier signer) {
        LinkControl hello =
                new LinkControl.Hello(1, "test 1", List.of(signer), Capabilities.ALL, accepted, 0, spent, binding);
        return control(hello, next());
    }

    public SignedMessage control(LinkControl control, long withCounter) {
        Content content = Content.plain(ContentFormat.JSON, LinkControlJson.write(control));
        return alert(PrivateMessageCode.LINK_CONTROL, content, withCounter);
    }

    public SignedMessage openAdr(OpenAdrExchange exchange) {
        return alert(PrivateMessageCode.OPENADR, exchange.forLink(), next());
    }

    public SignedMessage openAdr(String xml) {
        return openAdr(OpenAdrExchange.of(Octets.ofText(xml)));
    }

    public SignedMessage alert(PrivateMessageCode code, Content content, long withCounter) {
        GroupingHeader header = GroupingHeader.of(CraFlag.ALERT, withCounter, cem, DemoFiles.DSRSP, code.code());
        return sign(UnsignedMessage.of(header, content));
    }

    public SignedMessage receipt(SignedMessage message, ReceiptStatus status, String detail) {
        return answer(message, Receipt.of(message, status, detail).content());
    }

    public SignedMessage answer(SignedMessage message, Content content) {
        return sign(UnsignedMessage.of(message.header().answer(), content));
    }

    private SignedMessage sign(UnsignedMessage message) {
        return message.sign(Ecdsa.signer(identity.key()));
    }

    public static SignedMessage read(Octets octets) {
        try {
            return new SignedMessageReader(Integer.MAX_VALUE).read(octets);
        } catch (MalformedException broken) {
            throw new AssertionError("not a signed message", broken);
        }
    }

    public static LinkControl control(SignedMessage message) {
        try {
            return LinkControlJson.read(Content.read(message.content()).body());
        } catch (MalformedException broken) {
            throw new AssertionError("not link control", broken);
        }
    }

    public static Receipt receiptIn(SignedMessage message) {
        try {
            return Receipt.read(Content.read(message.content()).body());
        } catch (MalformedException broken) {
            throw new AssertionError("not a receipt", broken);
        }
    }

    public static OpenAdrExchange exchangeIn(SignedMessage message) {
        try {
            return OpenAdrExchange.read(Content.read(message.content()), Integer.MAX_VALUE);
        } catch (MalformedException broken) {
            throw new AssertionError("not OpenADR", broken);
        }
    }

    public static Optional<PrivateMessageCode> code(SignedMessage message) {
        return PrivateMessageCode.of(message.header().code());
    }
}
