package uk.route2b.conformance.gateway;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.route2b.conformance.wire.Frames;
import uk.route2b.conformance.wire.Heard;
import uk.route2b.conformance.wire.Upgrade;
import uk.route2b.conformance.wire.Wire;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.link.LinkControlJson;
import uk.route2b.protocol.link.TlsBinding;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** A link that was upgraded, and perhaps welcomed, in the tester's hands. */
final class Link implements AutoCloseable {
    private static final int CONTROL_MOST = 64 * 1024;

    private final Lab lab;
    private final Party party;
    private final Wire wire;
    private LinkControl.@Nullable Welcome welcome;

    private Link(Lab lab, Party party, Wire wire) {
        this.lab = lab;
        this.party = party;
        this.wire = wire;
    }

    /** Upgraded, and nothing said. */
    static Link upgraded(Lab lab) throws IOException {
        return upgraded(lab, lab.own());
    }

    static Link upgraded(Lab lab, Party party) throws IOException {
        return upgraded(lab, party, Upgrade.right());
    }

    static Link upgraded(Lab lab, Party party, Upgrade upgrade) throws IOException {
        Wire wire = lab.reach().secure(Optional.of(party.tls()));
        wire.send(upgrade.octets());
        Heard heard = wire.hearHead(lab.reach().patience());
        if (heard instanceof Heard.Upgraded) {
            return new Link(lab, party, wire);
        }
        wire.close();
        throw new IOException("the upgrade was not granted: " + heard.text());
    }

    /** Upgraded and welcomed. */
    static Link welcomed(Lab lab) throws IOException {
        return welcomed(lab, lab.own());
    }

    static Link welcomed(Lab lab, Party party) throws IOException {
        Link link = upgraded(lab, party);
        try {
            Pen pen = new Pen(party, lab.dsrsp());
            link.greet(pen.hello(lab.counters().next(), lab.settings().configuration(), link.binding()));
            return link;
        } catch (IOException | IllegalArgumentException refused) {
            link.close();
            throw refused;
        }
    }

    /** Sends a hello and takes its welcome. */
    Link greet(SignedMessage hello) throws IOException {
        send(hello.octets());
        SignedMessage answer = answer(hello);
        try {
            Octets json = Content.read(answer.content()).plainBody(CONTROL_MOST);
            if (LinkControlJson.read(json) instanceof LinkControl.Welcome read) {
                welcome = read;
                return this;
            }
            throw new IOException("the answer to hello is no welcome");
        } catch (MalformedException broken) {
            throw new IOException("the welcome cannot be read: " + broken.getMessage(), broken);
        }
    }

    LinkControl.Welcome welcome() {
        LinkControl.Welcome read = welcome;
        if (read == null) {
            throw new IllegalStateException("nothing was welcomed");
        }
        return read;
    }

    /** Both certificates as this end sees them. */
    TlsBinding binding() throws IOException {
        return new TlsBinding(
                digest(wire.shown().get(0)), digest(party.tls().chain().get(0)));
    }

    private static Octets digest(X509Certificate certificate) throws IOException {
        try {
            return Octets.of(certificate.getEncoded()).sha256();
        } catch (CertificateEncodingException broken) {
            throw new IOException("a certificate has no encoding", broken);
        }
    }

    Wire wire() {
        return wire;
    }

    /** As one masked frame. */
    void send(Octets message) throws IOException {
        wire.send(Frames.masked(Frames.BINARY, message));
    }

    void send(SignedMessage message) throws IOException {
        send(message.octets());
    }

    void sendRaw(byte[] octets) throws IOException {
        wire.send(octets);
    }

    /** How the link ends, soon. */
    Heard end() {
        return wire.hearEnd(lab.reach().patience());
    }

    /** How the link ends, within a deadline of the gateway's. */
    Heard endByDeadline() {
        return wire.hearEnd(lab.settings().deadline());
    }

    /** The verified answer to {@code sent}; whatever else the gateway says goes by. */
    SignedMessage answer(SignedMessage sent) throws IOException {
        long until = lab.nanos().getAsLong() + lab.reach().patience().toNanos();
        Heard heard = wire.hear(lab.reach().patience());
        while (heard instanceof Heard.Message message && lab.nanos().getAsLong() < until) {
            SignedMessage read = read(message.octets());
            if (answers(read, sent)) {
                return verified(read);
            }
            heard = wire.hear(
                    Duration.ofNanos(Math.max(1_000_000, until - lab.nanos().getAsLong())));
        }
        throw new IOException("no answer: " + heard.text());
    }

    private static SignedMessage read(Octets octets) throws IOException {
        try {
            return SignedMessageReader.DEFAULT.read(octets);
        } catch (MalformedException broken) {
            throw new IOException("what came is no signed message: " + broken.getMessage(), broken);
        }
    }

    private static boolean answers(SignedMessage read, SignedMessage sent) {
        return read.header().cra() == CraFlag.RESPONSE
                && read.header().counter() == sent.header().counter()
                && read.header().code().equals(sent.header().code());
    }

    private SignedMessage verified(SignedMessage answer) throws IOException {
        boolean ours = answer.header().originator().equals(lab.dsrsp().entity())
                && answer.header().target().equals(party.entity());
        if (!ours || !lab.dsrsp().signed(answer)) {
            throw new IOException("the answer is not signed by the DSRSP for this CEM");
        }
        return answer;
    }

    @Override
    public void close() {
        wire.close();
    }
}
