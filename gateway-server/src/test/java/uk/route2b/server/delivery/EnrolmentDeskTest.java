package uk.route2b.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.link.FakeSocket;
import uk.route2b.server.link.LinkConnection;
import uk.route2b.server.link.LinkRig;
import uk.route2b.server.testing.Bench;
import uk.route2b.server.testing.CemPen;
import uk.route2b.server.testing.DemoFiles;

/** A CEM asks for a TLS certificate. */
class EnrolmentDeskTest {
    private final Bench bench = new Bench();
    private final LinkRig rig = new LinkRig(bench);
    private final FakeSocket socket = new FakeSocket();
    private final KeyPair key = freshKey();

    private static KeyPair freshKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private Octets request(KeyPair certified, KeyPair signing) throws Exception {
        byte[] encoded = new JcaPKCS10CertificationRequestBuilder(
                        new X500Principal("CN=somebody else"), certified.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(signing.getPrivate()))
                .getEncoded();
        return Octets.of(encoded);
    }

    private SignedMessage ask(Octets request) {
        bench.restart();
        LinkConnection link = rig.upgraded(socket);
        LinkRig.receive(link, rig.hello(1));
        SignedMessage asked = bench.pen.alert(
                PrivateMessageCode.CREDENTIALS, Content.plain(ContentFormat.DER, request), bench.pen.next());
        LinkRig.receive(link, asked);
        SignedMessage first = socket.last();
        LinkRig.receive(link, asked);
        assertThat(socket.last().octets()).isEqualTo(first.octets());
        return first;
    }

    private String refusal(Octets request) {
        return CemPen.receiptIn(ask(request)).detail();
    }

    @Test
    void itGetsOneForItsKeyInItsOwnNameWhateverSubjectItAskedFor() throws Exception {
        bench.enrolling();
        Content answer = Content.read(ask(request(key, key)).content());
        assertThat(answer.format()).isEqualTo(ContentFormat.DER);
        SmkiCertificate certificate = SmkiCertificate.ofDer(answer.body());
        assertThat(certificate.publicKey().getEncoded())
                .isEqualTo(key.getPublic().getEncoded());
        assertThat(certificate.entity()).contains(DemoFiles.CEM_1);
    }

    @Test
    void withoutProofOfPossessionThereIsNone() throws Exception {
        bench.enrolling();
        assertThat(refusal(request(key, freshKey()))).isEqualTo("request-signature");
    }

    @Test
    void whereTheConfigurationDoesNotSaySoThereIsNone() throws Exception {
        assertThat(refusal(request(key, key))).isEqualTo("not-offered");
    }

    @Test
    void aMessageKeyIsNoTlsKey() throws Exception {
        bench.enrolling();
        KeyPair own = new KeyPair(bench.cem.certificate().getPublicKey(), bench.cem.key());
        assertThat(refusal(request(own, own))).isEqualTo("message-key");
    }

    @Test
    void whatIsNoRequestIsRefused() {
        bench.enrolling();
        assertThat(CemPen.receiptIn(ask(Octets.ofHex("3000"))).detail()).isNotEmpty();
    }
}
