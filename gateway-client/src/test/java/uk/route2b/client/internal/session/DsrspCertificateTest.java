package uk.route2b.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.route2b.client.CommissioningRecord;
import uk.route2b.client.testing.EngineBench;
import uk.route2b.client.testing.Payloads;
import uk.route2b.client.testing.TestGateway;
import uk.route2b.client.testing.TestIdentities;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.pki.issue.Validity;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** The DSRSP's message key changes. */
class DsrspCertificateTest {
    private static final EntityIdentifier OTHER = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-09");

    private final EngineBench bench = new EngineBench();
    private final TestHierarchy hierarchy = bench.identities.hierarchy();
    private final IssuedIdentity old = bench.identities.message();
    private final IssuedIdentity next = organisation(TestIdentities.DSRSP, Duration.ofDays(400));
    private final IssuedIdentity recovery = organisation(TestIdentities.DSRSP, Duration.ofDays(400));

    private IssuedIdentity organisation(EntityIdentifier entity, Duration time) {
        Instant from = TestIdentities.NOW.minusSeconds(60);
        return hierarchy
                .organisationCa()
                .organisation(
                        RemotePartyRole.LOAD_CONTROLLER,
                        entity,
                        KeyUse.DIGITAL_SIGNATURE,
                        new Validity(from, from.plus(time)));
    }

    private static KeyIdentifier key(IssuedIdentity identity) {
        return KeyIdentifier.of(identity.certificate().getPublicKey());
    }

    private String offer(X509Certificate certificate, IssuedIdentity signer) throws MalformedException {
        bench.transport.last().take();
        bench.push(bench.gateway.certificate(certificate, signer));
        return answer();
    }

    private String answer() throws MalformedException {
        List<Octets> sent = bench.transport.last().take();
        Receipt receipt = Receipt.read(
                Content.read(TestGateway.read(sent.get(0)).content()).body());
        return receipt.status() + " " + receipt.detail();
    }

    private List<KeyIdentifier> listed() {
        bench.time.clear();
        bench.start();
        return bench.greet().hello().signers();
    }

    private boolean takes(IssuedIdentity signer) {
        bench.transport.last().take();
        bench.gateway.signWith(signer);
        SignedMessage push = bench.gateway.push(Payloads.events("1"));
        bench.push(push);
        return bench.transport.last().closes().isEmpty()
                && !bench.transport.last().take().isEmpty();
    }

    @Test
    void aFurtherCertificateIsStoredListedLastAndMaySignAtOnce() throws Exception {
        bench.open();
        assertThat(offer(next.certificate(), old)).isEqualTo("STORED ");
        assertThat(takes(next)).isTrue();
        bench.gateway.signWith(old);
        assertThat(listed()).containsExactlyInAnyOrder(key(old), key(next));
    }

    @Test
    void theSameOnceMoreChangesNothing() throws Exception {
        bench.open();
        assertThat(offer(next.certificate(), old)).isEqualTo("STORED ");
        assertThat(offer(next.certificate(), next)).isEqualTo("STORED ");
        assertThat(listed()).hasSize(2);
    }

    @Test
    void oneOfAnotherEntityRoleOrUseIsRefused() throws Exception {
        bench.open();
        assertThat(offer(organisation(OTHER, Duration.ofDays(9)).certificate(), old))
                .startsWith("REFUSED ");
        IssuedIdentity supplier =
                hierarchy.organisation(RemotePartyRole.SUPPLIER, TestIdentities.DSRSP, KeyUse.DIGITAL_SIGNATURE);
        assertThat(offer(supplier.certificate(), old)).startsWith("REFUSED ");
        IssuedIdentity agreement =
                hierarchy.organisation(RemotePartyRole.LOAD_CONTROLLER, TestIdentities.DSRSP, KeyUse.KEY_AGREEMENT);
        assertThat(offer(agreement.certificate(), old)).startsWith("REFUSED ");
        assertThat(listed()).containsExactly(key(old));
    }

    @Test
    void oneOfAStrangersAuthorityIsRefused() throws Exception {
        bench.open();
        IssuedIdentity strange = TestHierarchy.create(TestIdentities.NOW)
                .organisation(RemotePartyRole.LOAD_CONTROLLER, TestIdentities.DSRSP, KeyUse.DIGITAL_SIGNATURE);
        assertThat(offer(strange.certificate(), old)).startsWith("REFUSED ");
    }

    @Test
    void whatNoAcceptedKeySignedClosesTheLink() {
        bench.open();
        bench.push(bench.gateway.certificate(next.certificate(), next));
        assertThat(bench.transport.last().closes()).containsExactly(CloseCode.REFUSED);
    }

    @Test
    void anExpiredSignerMayOnlySendACertificate() throws Exception {
        IssuedIdentity brief = organisation(TestIdentities.DSRSP, Duration.ofDays(1));
        bench.record(record(brief)).withMeter().start();
        bench.time.pass(Duration.ofDays(2));
        bench.gateway.at(bench.time.wall().toEpochMilli());
        bench.gateway.signWith(brief);
        bench.showByMeter(bench.gateway.configure(bench.identities.configuration(2, "wss://a.example/route2b")), 1);
        assertThat(bench.byMeter()).isEmpty();
        bench.showByMeter(bench.gateway.certificate(next.certificate(), brief), 2);
        assertThat(bench.byMeter()).hasSize(1);
        assertThat(bench.greet().hello().signers()).containsExactly(key(next));
    }

    @Test
    void theRecoveryKeyPutsOneInThePlaceOfAllOthersAndDoesNothingElse() throws Exception {
        bench.record(record(old)).open();
        assertThat(offer(next.certificate(), recovery)).isEqualTo("STORED ");
        assertThat(takes(next)).isTrue();
        assertThat(takes(old)).isFalse();
        assertThat(listed()).containsExactly(key(next));
        bench.gateway.signWith(next);
        assertThat(takes(recovery)).isFalse();
    }

    private CommissioningRecord record(IssuedIdentity signer) {
        return CommissioningRecord.builder()
                .cem(TestIdentities.CEM)
                .dsrsp(TestIdentities.DSRSP)
                .dsrspCertificates(List.of(signer.certificate()))
                .anchors(bench.identities.anchors())
                .recovery(recovery.certificate())
                .build();
    }
}
