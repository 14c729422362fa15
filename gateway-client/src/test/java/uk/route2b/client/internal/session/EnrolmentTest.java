package uk.route2b.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.route2b.client.LinkStatus;
import uk.route2b.client.testing.EngineBench;
import uk.route2b.client.testing.FakeTransport;
import uk.route2b.client.testing.TestGateway;
import uk.route2b.client.testing.TestIdentities;
import uk.route2b.pki.issue.Authority;
import uk.route2b.pki.issue.CertificationRequest;
import uk.route2b.pki.issue.Validity;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.configuration.CemCertificate;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.link.LinkSession;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;

/** A CEM that shows a certificate of the DSRSP's link authority. */
class EnrolmentTest {
    private static final Duration LASTS = Duration.ofDays(30);

    private final EngineBench bench = new EngineBench().withMeter();
    private final Authority authority = bench.identities.hierarchy().deviceCa();

    private LinkConfiguration enrol(long version) {
        LinkConfiguration plain = bench.identities.configuration(version, EngineBench.ENDPOINT);
        return new LinkConfiguration(
                version,
                plain.endpoints(),
                plain.gateway(),
                plain.issuer(),
                plain.timeMillis(),
                CemCertificate.ENROL,
                Optional.empty(),
                Optional.empty(),
                plain.timers());
    }

    /** The configuration comes by 2a; the request that went up there. */
    private SignedMessage askedByMeter() {
        bench.installed(Optional.empty()).start();
        bench.showByMeter(bench.gateway.configure(enrol(1)), 1);
        return requestIn(bench.byMeter());
    }

    private static SignedMessage requestIn(List<SignedMessage> messages) {
        List<SignedMessage> requests = messages.stream()
                .filter(message -> message.header().code().equals(PrivateMessageCode.CREDENTIALS.code())
                        && message.header().cra() == uk.route2b.protocol.message.CraFlag.ALERT)
                .toList();
        assertThat(requests).hasSize(1);
        return requests.get(0);
    }

    private static CertificationRequest read(SignedMessage request) throws Exception {
        return CertificationRequest.read(Content.read(request.content()).body());
    }

    private X509Certificate certificate(PublicKey key, EntityIdentifier entity) {
        Instant now = bench.time.wall();
        return authority.certifyDevice(
                entity, KeyUse.DIGITAL_SIGNATURE, key, new Validity(now.minusSeconds(1), now.plus(LASTS)));
    }

    private SignedMessage answer(SignedMessage request, X509Certificate certificate) throws Exception {
        Content content = Content.plain(ContentFormat.DER, Octets.of(certificate.getEncoded()));
        return TestGateway.read(bench.gateway.answer(request, content));
    }

    private X509Certificate enrolled() throws Exception {
        SignedMessage request = askedByMeter();
        X509Certificate certificate = certificate(read(request).key(), TestIdentities.CEM);
        bench.showByMeter(answer(request, certificate), 2);
        return certificate;
    }

    private Optional<X509Certificate> shown() {
        return bench.transport.last().order().keys().map(keys -> keys.chain().get(0));
    }

    @Test
    void theRequestIsOneAlertWithAProofAndNothingElse() throws Exception {
        SignedMessage request = askedByMeter();
        assertThat(read(request).proven()).isTrue();
        assertThat(read(request).asked()).isEmpty();
        assertThat(bench.transport.dials()).isZero();
        assertThat(uk.route2b.protocol.tunnel.FragmentSplitter.split(
                        request.octets(), uk.route2b.protocol.tunnel.Direction.UP, 1))
                .hasSize(1);
    }

    @Test
    void withTheCertificateTheCandidateIsDialledAndCommitted() throws Exception {
        X509Certificate certificate = enrolled();
        assertThat(shown()).contains(certificate);
        bench.welcome();
        assertThat(bench.state()).isEqualTo(LinkStatus.State.OPEN);
        assertThat(bench.status().configurationVersion()).isEqualTo(1);
    }

    @Test
    void theKeyOutlivesAPowerCutAndTheRequestGoesAgainAsItWas() throws Exception {
        SignedMessage request = askedByMeter();
        bench.time.clear();
        bench.start();
        bench.time.pass(Duration.ofMinutes(61));
        List<SignedMessage> again = bench.byMeter();
        assertThat(again).isNotEmpty().allMatch(message -> message.octets().equals(request.octets()));
        bench.showByMeter(answer(request, certificate(read(request).key(), TestIdentities.CEM)), 2);
        assertThat(shown()).isPresent();
    }

    @Test
    void aCertificateOfAnotherKeyOrEntityIsNotTakenAndTheCandidateFails() throws Exception {
        SignedMessage request = askedByMeter();
        PublicKey other = authority.freshKey().getPublic();
        bench.showByMeter(answer(request, certificate(other, TestIdentities.CEM)), 2);
        assertThat(failure()).isEqualTo("enrol: other-key");
        bench.showByMeter(bench.gateway.configure(enrol(2)), 3);
        SignedMessage second = requestIn(bench.byMeter());
        EntityIdentifier stranger = EntityIdentifier.parse("00-DB-12-34-56-78-90-C9");
        bench.showByMeter(answer(second, certificate(read(second).key(), stranger)), 4);
        assertThat(failure()).startsWith("enrol: ").isNotEqualTo("enrol: other-key");
        assertThat(bench.transport.dials()).isZero();
    }

    private String failure() throws Exception {
        List<SignedMessage> up = bench.byMeter();
        LinkControl control = LinkSession.control(up.get(up.size() - 1));
        return ((LinkControl.Configured) control).reason();
    }

    @Test
    void aReceiptThatRefusesFailsTheCandidateWithItsReason() throws Exception {
        SignedMessage request = askedByMeter();
        Receipt receipt = Receipt.of(request, ReceiptStatus.REFUSED, "not-offered");
        bench.showByMeter(TestGateway.read(bench.gateway.answer(request, receipt.content())), 2);
        assertThat(failure()).isEqualTo("enrol: not-offered");
        assertThat(bench.state()).isEqualTo(LinkStatus.State.NO_CONFIGURATION);
    }

    @Test
    void itIsRenewedOverTheLinkAndTheFirstWelcomeRetiresTheOldOne() throws Exception {
        X509Certificate old = enrolled();
        bench.welcome();
        FakeTransport.FakeSocket socket = bench.transport.last();
        socket.take();
        bench.time.pass(Duration.ofDays(21));
        SignedMessage request =
                requestIn(socket.take().stream().map(TestGateway::read).toList());
        X509Certificate renewed = certificate(read(request).key(), TestIdentities.CEM);
        bench.push(answer(request, renewed));
        bench.time.pass(Duration.ofSeconds(5));
        assertThat(shown()).contains(renewed).isNotEqualTo(Optional.of(old));
        bench.transport
                .last()
                .events()
                .failed(new DialFailure(DialFailure.Kind.REFUSED_BY_GATEWAY, "certificate-refused", ""));
        bench.time.pass(Duration.ofSeconds(100));
        assertThat(shown()).contains(old);
        bench.transport
                .last()
                .events()
                .failed(new DialFailure(DialFailure.Kind.REFUSED_BY_GATEWAY, "certificate-refused", ""));
        bench.time.pass(Duration.ofSeconds(100));
        assertThat(shown()).contains(renewed);
        bench.welcome();
        bench.transport.last().events().closed(1001, "");
        bench.time.pass(Duration.ofSeconds(100));
        assertThat(shown()).contains(renewed);
        assertThat(bench.journal.state().orElseThrow().text()).doesNotContain("\"next\"");
    }

    @Test
    void oneThatHasExpiredIsRenewedThroughTheMeter() throws Exception {
        enrolled();
        bench.transport.last().events().failed(new DialFailure(DialFailure.Kind.NETWORK, "network", ""));
        bench.time.clear();
        bench.time.pass(LASTS.plusDays(1));
        bench.byMeter();
        bench.start();
        bench.engine.acceptClock();
        bench.time.pass(Duration.ofHours(2));
        SignedMessage request = bench.byMeter().stream()
                .filter(message -> message.header().code().equals(PrivateMessageCode.CREDENTIALS.code()))
                .findFirst()
                .orElseThrow();
        bench.showByMeter(answer(request, certificate(read(request).key(), TestIdentities.CEM)), 3);
        bench.time.pass(Duration.ofMinutes(1));
        bench.welcome();
        assertThat(bench.state()).isEqualTo(LinkStatus.State.OPEN);
    }
}
