package uk.route2b.tests.peer;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.link.Capabilities;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.link.LinkControlJson;
import uk.route2b.protocol.link.TlsBinding;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.MessageCode;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.UnsignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;

/**
 * A CEM that says what a test tells it to.
 *
 * @param world whom it belongs to and whom it believes
 * @param entity what it calls itself in its messages
 * @param tls the certificate that it shows, if any
 * @param signer the key of its messages
 */
public record ScriptedCem(
        PeerWorld world, EntityIdentifier entity, Optional<IssuedIdentity> tls, IssuedIdentity signer) {
    private static final Duration CONNECT = Duration.ofSeconds(15);

    /** A CEM with one device key for both. */
    public static ScriptedCem of(PeerWorld world, EntityIdentifier entity, IssuedIdentity identity) {
        return new ScriptedCem(world, entity, Optional.of(identity), identity);
    }

    /** Dials; the future fails where the gateway refuses. */
    public CompletableFuture<ScriptedLink> dial(URI endpoint, String subprotocol) {
        HttpClient http = HttpClient.newBuilder()
                .sslContext(ClientTls.context(tls, world.hierarchy().anchors(), world.gatewayRules(), world.clock()))
                .connectTimeout(CONNECT)
                .build();
        ScriptedLink link = new ScriptedLink();
        return http.newWebSocketBuilder()
                .subprotocols(subprotocol)
                .connectTimeout(CONNECT)
                .buildAsync(endpoint, link.listener())
                .thenApply(link::open);
    }

    /** Dials and is welcomed. */
    public ScriptedLink linked(URI endpoint, long counter) throws InterruptedException {
        ScriptedLink link = dial(endpoint, "route2b.v1").join();
        link.send(hello(counter).octets());
        link.receive();
        return link;
    }

    /** A hello that is right in everything. */
    public SignedMessage hello(long counter) {
        return hello(counter, 0, binding());
    }

    /** The certificates of the TLS session that this CEM takes part in. */
    public TlsBinding binding() {
        return new TlsBinding(
                PeerWorld.der(world.gateway().certificate()).sha256(),
                PeerWorld.der(tls.orElse(signer).certificate()).sha256());
    }

    /** A hello with another binding or floor. */
    public SignedMessage hello(long counter, long floor, TlsBinding binding) {
        LinkControl.Hello hello = new LinkControl.Hello(
                1, "scripted/1", List.of(world.dsrspSigner()), Capabilities.ALL, 0, floor, binding);
        return sign(
                PrivateMessageCode.LINK_CONTROL.code(),
                counter,
                Content.plain(ContentFormat.JSON, LinkControlJson.write(hello)));
    }

    /** A hello that says what was accepted. */
    public SignedMessage hello(long counter, long floor, long accepted) {
        LinkControl.Hello hello = new LinkControl.Hello(
                1, "scripted/1", List.of(world.dsrspSigner()), Capabilities.ALL, accepted, floor, binding());
        return sign(
                PrivateMessageCode.LINK_CONTROL.code(),
                counter,
                Content.plain(ContentFormat.JSON, LinkControlJson.write(hello)));
    }

    /** An OpenADR request for the only VEN. */
    public SignedMessage request(long counter, Octets payload) {
        return sign(
                PrivateMessageCode.OPENADR.code(),
                counter,
                OpenAdrExchange.of(payload).forLink());
    }

    /** Any alert of this CEM to its DSRSP. */
    public SignedMessage sign(MessageCode code, long counter, Content content) {
        return sign(GroupingHeader.of(CraFlag.ALERT, counter, entity, world.dsrsp(), code), content);
    }

    /** Anything at all, signed with this CEM's key. */
    public SignedMessage sign(GroupingHeader header, Content content) {
        return UnsignedMessage.of(header, content).sign(Ecdsa.signer(signer.key()));
    }
}
