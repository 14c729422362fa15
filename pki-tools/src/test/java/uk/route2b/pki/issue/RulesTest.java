package uk.route2b.pki.issue;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.certificate.CemCertificateRules;
import uk.route2b.protocol.certificate.CertificatePath;
import uk.route2b.protocol.certificate.CertificateRefusal;
import uk.route2b.protocol.certificate.GatewayCertificateRules;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.certificate.PathOutcome;
import uk.route2b.protocol.certificate.RevocationLists;
import uk.route2b.protocol.certificate.SignerCertificateRules;
import uk.route2b.protocol.certificate.TrustAnchors;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;

/** The rules of both ends, each refusal provoked once. */
class RulesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final EntityIdentifier DSRSP = Samples.DSRSP;
    private static final EntityIdentifier CEM = Samples.CEM;
    private static final TestHierarchy OURS = TestHierarchy.create(NOW);
    private static final TestHierarchy THEIRS = TestHierarchy.create(NOW);
    private static final IssuedIdentity GATEWAY =
            OURS.organisation(RemotePartyRole.LOAD_CONTROLLER, DSRSP, KeyUse.DIGITAL_SIGNATURE);

    @Test
    void theRightGatewayIsAccepted() {
        assertThat(judge(GATEWAY)).isEmpty();
        assertThat(rules(OURS.anchors(), DSRSP, GATEWAY).judge(List.of(GATEWAY.certificate()), NOW))
                .as("leaf alone, where the issuing authority is an anchor")
                .isEmpty();
    }

    @Test
    void anIssuingAuthorityAloneMayBeTheAnchor() {
        List<X509Certificate> issuing = List.of(OURS.organisationCa().certificate());
        assertThat(rules(issuing, DSRSP, GATEWAY).judge(GATEWAY.chain(), NOW)).isEmpty();
        List<X509Certificate> other = List.of(OURS.deviceCa().certificate());
        assertThat(rules(other, DSRSP, GATEWAY).judge(GATEWAY.chain(), NOW)).contains(CertificateRefusal.CHAIN);
    }

    @Test
    void nothingShownIsRefused() {
        assertThat(rules(OURS.anchors(), DSRSP, GATEWAY).judge(List.of(), NOW))
                .contains(CertificateRefusal.NO_CERTIFICATE);
    }

    @Test
    void anotherHierarchyIsRefused() {
        IssuedIdentity foreign = THEIRS.organisation(RemotePartyRole.LOAD_CONTROLLER, DSRSP, KeyUse.DIGITAL_SIGNATURE);
        assertThat(rules(OURS.anchors(), DSRSP, foreign).judge(foreign.chain(), NOW))
                .contains(CertificateRefusal.CHAIN);
    }

    @Test
    void datesAreJudgedAtTheGivenMoment() {
        assertThat(judgeAt("2036-12-01T00:00:00Z")).contains(CertificateRefusal.EXPIRED);
        assertThat(judgeAt("2026-11-20T00:00:00Z")).contains(CertificateRefusal.NOT_YET_VALID);
        IssuedIdentity past = OURS.organisationCa()
                .organisation(
                        RemotePartyRole.LOAD_CONTROLLER,
                        DSRSP,
                        KeyUse.DIGITAL_SIGNATURE,
                        new Validity(NOW.minus(Duration.ofDays(20)), NOW.minus(Duration.ofDays(10))));
        assertThat(judge(past)).contains(CertificateRefusal.EXPIRED);
    }

    @Test
    void anExpiredAnchorIsRefusedThoughTheJdkWouldTakeIt() {
        IssuedIdentity device = OURS.device(CEM, KeyUse.DIGITAL_SIGNATURE);
        Instant afterTheRoot = Instant.parse("2077-01-01T00:00:00Z");
        assertThat(cem(OURS.anchors()).judge(device.chain(), afterTheRoot)).contains(CertificateRefusal.EXPIRED);
    }

    @Test
    void aKeyForAgreementIsRefused() {
        assertThat(judge(OURS.organisation(RemotePartyRole.LOAD_CONTROLLER, DSRSP, KeyUse.KEY_AGREEMENT)))
                .contains(CertificateRefusal.KEY_AGREEMENT);
        assertThat(cem(OURS.anchors())
                        .judge(OURS.device(CEM, KeyUse.KEY_AGREEMENT).chain(), NOW))
                .contains(CertificateRefusal.KEY_AGREEMENT);
    }

    @Test
    void roleEntityKeyAndIssuerHaveToBeTheConfiguredOnes() {
        assertThat(judge(OURS.organisation(RemotePartyRole.SUPPLIER, DSRSP, KeyUse.DIGITAL_SIGNATURE)))
                .contains(CertificateRefusal.WRONG_ROLE);
        assertThat(judge(OURS.organisation(RemotePartyRole.LOAD_CONTROLLER, CEM, KeyUse.DIGITAL_SIGNATURE)))
                .contains(CertificateRefusal.WRONG_ENTITY);
        IssuedIdentity other = OURS.organisation(RemotePartyRole.LOAD_CONTROLLER, DSRSP, KeyUse.DIGITAL_SIGNATURE);
        assertThat(rules(OURS.anchors(), DSRSP, other).judge(GATEWAY.chain(), NOW))
                .contains(CertificateRefusal.WRONG_KEY_IDENTIFIER);
        assertThat(new GatewayCertificateRules(
                                TrustAnchors.of(OURS.anchors()),
                                DSRSP,
                                Set.of(key(GATEWAY.certificate())),
                                key(OURS.deviceCa().certificate()))
                        .judge(GATEWAY.chain(), NOW))
                .contains(CertificateRefusal.WRONG_ISSUER);
    }

    @Test
    void profilesAreNotExchanged() {
        IssuedIdentity device = OURS.device(CEM, KeyUse.DIGITAL_SIGNATURE);
        assertThat(judge(device)).contains(CertificateRefusal.NOT_AN_ORGANISATION);
        assertThat(cem(OURS.anchors()).judge(GATEWAY.chain(), NOW)).contains(CertificateRefusal.NOT_A_DEVICE);
        assertThat(cem(OURS.anchors()).judge(device.chain(), NOW)).isEmpty();
        assertThat(CemCertificateRules.entity(device.certificate())).contains(CEM);
        assertThat(CemCertificateRules.entity(GATEWAY.certificate())).isEmpty();
    }

    @Test
    void authoritiesSignNoMessages() {
        SignerCertificateRules signers =
                new SignerCertificateRules(TrustAnchors.of(List.of(OURS.root().certificate())));
        assertThat(signers.judge(List.of(OURS.deviceCa().certificate()), NOW))
                .contains(CertificateRefusal.NOT_FOR_SIGNING);
        assertThat(signers.judge(List.of(OURS.root().certificate()), NOW)).contains(CertificateRefusal.CHAIN);
        assertThat(signers.judge(GATEWAY.chain(), DSRSP, NOW)).isEmpty();
        assertThat(signers.judge(GATEWAY.chain(), CEM, NOW)).contains(CertificateRefusal.WRONG_ENTITY);
    }

    @Test
    void tooManyCertificatesAreRefusedBeforeAnythingIsBuilt() {
        List<X509Certificate> many = java.util.Collections.nCopies(CertificatePath.LONGEST + 1, GATEWAY.certificate());
        assertThat(rules(OURS.anchors(), DSRSP, GATEWAY).judge(many, NOW)).contains(CertificateRefusal.CHAIN);
    }

    @Test
    void aListRevokesOnlyWhileItIsFreshAndItsIssuersOwn() {
        RevocationList list = RevocationList.FIRST.with(
                new Revocation(GATEWAY.certificate().getSerialNumber(), NOW, RevocationReason.KEY_COMPROMISE));
        X509CRL good = OURS.organisationCa().revocationList(list, Validity.of(NOW, Duration.ofDays(30)));
        assertThat(revoked(good, NOW)).contains(CertificateRefusal.REVOKED);
        assertThat(revoked(good, NOW.plus(Duration.ofDays(31)))).contains(CertificateRefusal.REVOCATION_UNKNOWN);
        X509CRL forged = THEIRS.organisationCa().revocationList(list, Validity.of(NOW, Duration.ofDays(30)));
        assertThat(revoked(forged, NOW)).contains(CertificateRefusal.REVOCATION_UNKNOWN);
        X509CRL foreign = OURS.deviceCa().revocationList(list, Validity.of(NOW, Duration.ofDays(30)));
        assertThat(revoked(foreign, NOW)).isEmpty();
    }

    private static Optional<CertificateRefusal> revoked(X509CRL list, Instant now) {
        PathOutcome path = new CertificatePath(TrustAnchors.of(OURS.anchors())).validate(GATEWAY.chain(), NOW);
        return RevocationLists.of(List.of(list)).judge((PathOutcome.Trusted) path, now);
    }

    private static Optional<CertificateRefusal> judge(IssuedIdentity identity) {
        return rules(OURS.anchors(), DSRSP, identity).judge(identity.chain(), NOW);
    }

    private static Optional<CertificateRefusal> judgeAt(String time) {
        return rules(OURS.anchors(), DSRSP, GATEWAY).judge(GATEWAY.chain(), Instant.parse(time));
    }

    private static CemCertificateRules cem(List<X509Certificate> anchors) {
        return new CemCertificateRules(TrustAnchors.of(anchors));
    }

    private static GatewayCertificateRules rules(
            List<X509Certificate> anchors, EntityIdentifier entity, IssuedIdentity pinned) {
        return new GatewayCertificateRules(
                TrustAnchors.of(anchors),
                entity,
                Set.of(key(pinned.certificate())),
                key(OURS.organisationCa().certificate()));
    }

    private static KeyIdentifier key(X509Certificate certificate) {
        return KeyIdentifier.of(certificate.getPublicKey());
    }
}
