package uk.route2b.client.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.configuration.LinkConfigurationJson;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.link.Capabilities;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.link.LinkControlJson;
import uk.route2b.protocol.link.LinkProtocol;
import uk.route2b.protocol.link.LinkReaction;
import uk.route2b.protocol.link.LinkSession;
import uk.route2b.protocol.link.TlsBinding;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.End;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.Judgement;
import uk.route2b.protocol.message.Originator;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.ReceiverState;
import uk.route2b.protocol.message.Reception;
import uk.route2b.protocol.message.SendWindow;
import uk.route2b.protocol.message.SenderState;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.protocol.message.TrustedTime;
import uk.route2b.protocol.message.UnsignedMessage;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;

/** The DSRSP's end of one CEM's link, without a socket or a store: judges, greets, signs. Not for several threads. */
public final class TestGateway {
    private final Reception reception;
    private final Originator cem;
    private ReceiverState received = ReceiverState.withFloor(0);
    private SenderState sent = SenderState.FRESH;
    private long epoch;
    private long nowMillis;
    private LinkSession session;
    private IssuedIdentity signer;

    public TestGateway(TestIdentities identities, long nowMillis) {
        this.nowMillis = nowMillis;
        this.signer = identities.message();
        this.reception = new Reception(End.DSRSP, TestIdentities.DSRSP, SignedMessageReader.DEFAULT, Ecdsa.PLATFORM);
        this.cem = new Originator(
                TestIdentities.CEM, List.of(identities.cem().certificate().getPublicKey()));
        this.session = LinkSession.upgraded(End.DSRSP, identities.binding());
    }

    /** A new link was upgraded. */
    public void upgraded(TlsBinding binding) {
        session = LinkSession.upgraded(End.DSRSP, binding);
    }

    public void at(long millis) {
        nowMillis = millis;
    }

    /** What the gateway thinks of {@code octets}; accepted counters are kept. */
    public LinkReaction receive(Octets octets) {
        Judgement judgement =
                reception.judge(octets, cem, received, sent.window(), OptionalLong.empty(), TrustedTime.of(nowMillis));
        LinkReaction reaction = session.receive(judgement);
        session = session.after(reaction);
        keep(reaction);
        return reaction;
    }

    private void keep(LinkReaction reaction) {
        if (reaction instanceof LinkReaction.Greet greet) {
            received = received.acceptLinkControl(greet.message().header().counter())
                    .raiseFloor(greet.hello().floor());
            sent = sent.raiseAbove(greet.hello().accepted());
        } else if (reaction instanceof LinkReaction.Accept accept) {
            received = received.accept(
                    accept.message().header().counter(), accept.message().digest());
        } else if (reaction instanceof LinkReaction.Note note) {
            received = received.acceptLinkControl(note.message().header().counter());
        } else if (reaction instanceof LinkReaction.Settle settle) {
            sent = sent.settled(settle.message().header().counter());
        }
    }

    /** The welcome to a hello. */
    public Octets welcome(LinkReaction.Greet greet) {
        return welcome(greet, 64);
    }

    public Octets welcome(LinkReaction.Greet greet, int window) {
        epoch++;
        LinkControl.Welcome welcome = new LinkControl.Welcome(
                epoch,
                nowMillis,
                received.highestAccepted(),
                sent.floor(),
                LinkProtocol.MESSAGE_OCTETS,
                window,
                Capabilities.ALL);
        return welcome(greet.message(), welcome);
    }

    /** A welcome to the hello under {@code counter}, whatever was in it. */
    public Octets welcomeTo(long counter) {
        epoch++;
        GroupingHeader hello = GroupingHeader.of(
                CraFlag.ALERT,
                counter,
                TestIdentities.CEM,
                TestIdentities.DSRSP,
                PrivateMessageCode.LINK_CONTROL.code());
        LinkControl.Welcome welcome = new LinkControl.Welcome(
                epoch,
                nowMillis,
                received.highestAccepted(),
                sent.floor(),
                LinkProtocol.MESSAGE_OCTETS,
                64,
                Capabilities.ALL);
        Content content = Content.plain(ContentFormat.JSON, LinkControlJson.write(welcome));
        return sign(hello.answer(), content, signer).octets();
    }

    public Octets welcome(SignedMessage hello, LinkControl.Welcome welcome) {
        Content content = Content.plain(ContentFormat.JSON, LinkControlJson.write(welcome));
        return sign(hello.header().answer(), content, signer).octets();
    }

    public long epoch() {
        return epoch;
    }

    public ReceiverState received() {
        return received;
    }

    public SendWindow window() {
        return sent.window();
    }

    /** An OpenADR payload for a VEN, or for the only one. */
    public SignedMessage push(OpenAdrExchange exchange) {
        return command(PrivateMessageCode.OPENADR, exchange.forLink());
    }

    public SignedMessage configure(LinkConfiguration configuration) {
        Content content = Content.smallest(ContentFormat.JSON, LinkConfigurationJson.write(configuration));
        return command(PrivateMessageCode.LINK_CONFIGURATION, content);
    }

    /** A message certificate of the DSRSP, signed by {@code signer}. */
    public SignedMessage certificate(java.security.cert.X509Certificate certificate, IssuedIdentity signer) {
        long counter = sent.next(nowMillis);
        sent = sent.signed(counter);
        try {
            Content content = Content.plain(ContentFormat.DER, Octets.of(certificate.getEncoded()));
            return sign(header(counter, PrivateMessageCode.CREDENTIALS), content, signer);
        } catch (java.security.cert.CertificateEncodingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Signs with another key from now on. */
    public void signWith(IssuedIdentity other) {
        signer = other;
    }

    public SignedMessage drain(long afterMillis) {
        long counter = sent.next(nowMillis);
        sent = sent.used(counter);
        Content content = Content.plain(ContentFormat.JSON, LinkControlJson.write(new LinkControl.Drain(afterMillis)));
        return sign(header(counter, PrivateMessageCode.LINK_CONTROL), content, signer);
    }

    public SignedMessage command(PrivateMessageCode code, Content content) {
        long counter = sent.next(nowMillis);
        sent = sent.signed(counter);
        return command(counter, code, content);
    }

    /** A command under any counter; the window knows nothing of it. */
    public SignedMessage command(long counter, PrivateMessageCode code, Content content) {
        return sign(header(counter, code), content, signer);
    }

    private static GroupingHeader header(long counter, PrivateMessageCode code) {
        return GroupingHeader.of(CraFlag.COMMAND, counter, TestIdentities.DSRSP, TestIdentities.CEM, code.code());
    }

    /** Gives up everything up to {@code counter}: the next welcome says so. */
    public void giveUp(long counter) {
        for (long each : List.copyOf(sent.window().signed())) {
            if (Long.compareUnsigned(each, counter) <= 0) {
                sent = sent.settled(each);
            }
        }
    }

    /** The VTN's answer to a request of the CEM. */
    public Octets answer(SignedMessage request, OpenAdrExchange exchange) {
        return answer(request, exchange.forLink());
    }

    public Octets answer(SignedMessage request, Content content) {
        Octets answer = sign(request.header().answer(), content, signer).octets();
        if (received.memory()
                .find(request.header().counter())
                .filter(known -> !known.isAnswered())
                .isPresent()) {
            received = received.answered(request.header().counter(), answer);
        }
        return answer;
    }

    private static SignedMessage sign(GroupingHeader header, Content content, IssuedIdentity signer) {
        return UnsignedMessage.of(header, content).sign(Ecdsa.signer(signer.key()));
    }

    /** A message in {@code octets}, unverified. */
    public static SignedMessage read(Octets octets) {
        try {
            return SignedMessageReader.DEFAULT.read(octets);
        } catch (MalformedException broken) {
            throw new AssertionError(broken);
        }
    }

    /** All of {@code octets} that are of {@code code}. */
    public static List<SignedMessage> of(List<Octets> octets, PrivateMessageCode code) {
        List<SignedMessage> messages = new ArrayList<>();
        octets.forEach(each -> {
            SignedMessage message = read(each);
            if (message.header().code().equals(code.code())) {
                messages.add(message);
            }
        });
        return messages;
    }

    public static EntityIdentifier dsrsp() {
        return TestIdentities.DSRSP;
    }
}
