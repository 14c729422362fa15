package uk.route2b.conformance.cem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.route2b.conformance.wire.Frames;
import uk.route2b.conformance.wire.Heard;
import uk.route2b.conformance.wire.Wire;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.link.Capabilities;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.link.LinkControlJson;
import uk.route2b.protocol.link.LinkProtocol;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.MessageCode;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.protocol.message.UnsignedMessage;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** A link of the CEM under test, of which the tester is the gateway's end. */
final class CemLink implements AutoCloseable {
    private static final Pattern KEY = Pattern.compile("(?im)^Sec-WebSocket-Key: *(\\S+) *$");
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int WINDOW = 64;

    private final CemLab lab;
    private final Wire wire;

    private CemLink(CemLab lab, Wire wire) {
        this.lab = lab;
        this.wire = wire;
    }

    /** The next connection of the CEM, upgraded. */
    static CemLink upgraded(CemLab lab) throws IOException {
        Wire wire = lab.secure();
        try {
            wire.send(granted(wire.head()));
            return new CemLink(lab, wire);
        } catch (IOException gone) {
            wire.close();
            throw gone;
        }
    }

    /** The next connection of the CEM, upgraded and welcomed. */
    static CemLink welcomed(CemLab lab) throws IOException {
        CemLink link = upgraded(lab);
        try {
            link.send(link.welcome(link.hello()));
            return link;
        } catch (IOException refused) {
            link.close();
            throw refused;
        }
    }

    /** The answer that a right upgrade gets. */
    static byte[] granted(String request) throws IOException {
        Matcher key = KEY.matcher(request);
        if (!key.find()) {
            throw new IOException("the request has no Sec-WebSocket-Key");
        }
        return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + accept(key.group(1)) + "\r\n"
                        + "Sec-WebSocket-Protocol: route2b.v1\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** RFC 6455 section 4.2.2. */
    private static String accept(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("every Java platform has SHA-1", absent);
        }
    }

    /** The first message, which has to be a hello that the CEM has signed. */
    SignedMessage hello() throws IOException {
        SignedMessage message = next();
        boolean right = message.header().cra() == CraFlag.ALERT
                && message.header().code().equals(PrivateMessageCode.LINK_CONTROL.code())
                && message.header().originator().equals(lab.cem())
                && message.header().target().equals(lab.dsrsp());
        if (!right || !verifies(message)) {
            throw new IOException("the first message is no hello of this CEM");
        }
        return message;
    }

    private boolean verifies(SignedMessage message) {
        return lab.cemKeys().stream()
                .anyMatch(each ->
                        Ecdsa.PLATFORM.verifies(message.signedOctets(), message.signature(), each.getPublicKey()));
    }

    private SignedMessage next() throws IOException {
        Heard heard = wire.hear(lab.patience());
        if (!(heard instanceof Heard.Message message)) {
            throw new IOException("no message: " + heard.text());
        }
        try {
            return SignedMessageReader.DEFAULT.read(message.octets());
        } catch (MalformedException broken) {
            throw new IOException("what came is no signed message: " + broken.getMessage(), broken);
        }
    }

    /** The verified answer to {@code sent}; what else the CEM says goes by. */
    SignedMessage answer(SignedMessage sent) throws IOException {
        SignedMessage read = next();
        while (read.header().cra() != CraFlag.RESPONSE
                || read.header().counter() != sent.header().counter()) {
            read = next();
        }
        if (!verifies(read)) {
            throw new IOException("the answer is not signed by the CEM");
        }
        return read;
    }

    /** A right welcome to {@code hello}. */
    Octets welcome(SignedMessage hello) {
        return sign(hello.header().answer(), welcomeContent()).octets();
    }

    Content welcomeContent() {
        LinkControl.Welcome welcome = new LinkControl.Welcome(
                lab.clock().millis(),
                lab.clock().millis(),
                0,
                0,
                LinkProtocol.MESSAGE_OCTETS,
                WINDOW,
                Capabilities.ALL);
        return Content.plain(ContentFormat.JSON, LinkControlJson.write(welcome));
    }

    SignedMessage sign(GroupingHeader header, Content content) {
        return UnsignedMessage.of(header, content).sign(Ecdsa.signer(lab.messageKey()));
    }

    /** A command that the CEM refuses for good with a receipt, whatever stands behind it. */
    SignedMessage command(long counter) {
        return command(counter, "<!DOCTYPE x><x/>");
    }

    SignedMessage command(long counter, String xml) {
        return headed(CraFlag.COMMAND, counter, lab.dsrsp(), lab.cem(), PrivateMessageCode.OPENADR.code(), xml);
    }

    SignedMessage headed(
            CraFlag flag, long counter, EntityIdentifier from, EntityIdentifier to, MessageCode code, String xml) {
        Content content = Content.plain(ContentFormat.XML, Octets.ofText(xml));
        return sign(GroupingHeader.of(flag, counter, from, to, code), content);
    }

    void send(Octets message) throws IOException {
        wire.send(Frames.plain(Frames.BINARY, message));
    }

    void sendRaw(byte[] octets) throws IOException {
        wire.send(octets);
    }

    Wire wire() {
        return wire;
    }

    Heard end() {
        return wire.hearEnd(lab.reaction());
    }

    @Override
    public void close() {
        wire.close();
    }
}
