package uk.route2b.protocol.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.route2b.protocol.specimen.CertificateDraft.chain;
import static uk.route2b.protocol.specimen.Infrastructure.ISSUING;
import static uk.route2b.protocol.specimen.Infrastructure.ISSUING_KEY;
import static uk.route2b.protocol.specimen.Infrastructure.ISSUING_NAME;
import static uk.route2b.protocol.specimen.Infrastructure.NOW;
import static uk.route2b.protocol.specimen.Infrastructure.ROOT;
import static uk.route2b.protocol.specimen.Infrastructure.ROOT_KEY;
import static uk.route2b.protocol.specimen.Infrastructure.ROOT_NAME;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.specimen.CertificateDraft;
import uk.route2b.protocol.specimen.Infrastructure;
import uk.route2b.protocol.specimen.Keys;

class CertificatePathTest {
    private static final X509Certificate DEVICE =
            Infrastructure.device(Keys.CEM.getPublic()).sign(ISSUING_KEY);

    private final CertificatePath path = new CertificatePath(TrustAnchors.of(List.of(ROOT)));

    @Test
    void aChainLeadsToItsAnchorInAnyOrder() {
        PathOutcome.Trusted trusted = new PathOutcome.Trusted(List.of(DEVICE, ISSUING), ROOT);
        assertThat(path.validate(chain(DEVICE, ISSUING), NOW)).isEqualTo(trusted);
        assertThat(path.validate(chain(DEVICE, ROOT, ISSUING), NOW)).isEqualTo(trusted);
        assertThat(trusted.subject()).isEqualTo(DEVICE);
        assertThat(trusted.issuer()).isEqualTo(ISSUING);
        assertThat(trusted.issuerKey()).contains(KeyIdentifier.of(ISSUING.getPublicKey()));
    }

    @Test
    void anIssuingAuthorityAloneMayBeTheAnchor() {
        CertificatePath narrow = new CertificatePath(TrustAnchors.of(List.of(ISSUING)));
        PathOutcome.Trusted trusted = new PathOutcome.Trusted(List.of(DEVICE), ISSUING);
        assertThat(narrow.validate(chain(DEVICE), NOW)).isEqualTo(trusted);
        assertThat(trusted.issuer()).isEqualTo(ISSUING);
    }

    @Test
    void nothingIsNoCertificate() {
        assertThat(path.validate(List.of(), NOW)).isEqualTo(refused(CertificateRefusal.NO_CERTIFICATE));
    }

    @Test
    void theLastSecondCountsToItsEndAndTheFirstFromItsBeginning() {
        assertThat(path.validate(chain(DEVICE, ISSUING), CertificateDraft.LAST.plusMillis(999)))
                .isInstanceOf(PathOutcome.Trusted.class);
        assertThat(path.validate(chain(DEVICE, ISSUING), CertificateDraft.LAST.plusSeconds(1)))
                .isEqualTo(refused(CertificateRefusal.EXPIRED));
        assertThat(path.validate(chain(DEVICE, ISSUING), CertificateDraft.FIRST))
                .isInstanceOf(PathOutcome.Trusted.class);
        assertThat(path.validate(chain(DEVICE, ISSUING), CertificateDraft.FIRST.minusMillis(1)))
                .isEqualTo(refused(CertificateRefusal.NOT_YET_VALID));
    }

    /** {@link RefusalDiagnosis} says that it was the dates. */
    @Test
    void theDatesOfAnAuthorityHoldToo() {
        X509Certificate over =
                Infrastructure.issuing().until(NOW.minusSeconds(9)).sign(ROOT_KEY);
        X509Certificate early =
                Infrastructure.issuing().from(NOW.plusSeconds(9)).sign(ROOT_KEY);
        assertThat(path.validate(chain(DEVICE, over), NOW)).isEqualTo(refused(CertificateRefusal.CHAIN));
        assertThat(path.validate(chain(DEVICE, early), NOW)).isEqualTo(refused(CertificateRefusal.CHAIN));
    }

    @Test
    void anAnchorThatHasExpiredIsNone() {
        X509Certificate over = Infrastructure.root().until(NOW.minusSeconds(9)).sign(ROOT_KEY);
        CertificatePath old = new CertificatePath(TrustAnchors.of(List.of(over)));
        assertThat(old.validate(chain(DEVICE, ISSUING), NOW)).isEqualTo(refused(CertificateRefusal.EXPIRED));
    }

    @Test
    void noAnchorStandsForAParty() {
        assertThat(path.validate(chain(ROOT), NOW)).isEqualTo(refused(CertificateRefusal.CHAIN));
    }

    @Test
    void withoutItsIssuerOrByAnotherKeyThereIsNoChain() {
        X509Certificate forged = Infrastructure.device(Keys.CEM.getPublic()).sign(Keys.STRANGER);
        assertThat(path.validate(chain(DEVICE), NOW)).isEqualTo(refused(CertificateRefusal.CHAIN));
        assertThat(path.validate(chain(forged, ISSUING), NOW)).isEqualTo(refused(CertificateRefusal.CHAIN));
    }

    @Test
    void eightCertificatesAreLookedAtAndNineAreNot() {
        List<X509Certificate> many = new ArrayList<>(List.of(DEVICE, ISSUING));
        many.addAll(Collections.nCopies(CertificatePath.LONGEST - 2, ROOT));
        assertThat(path.validate(many, NOW)).isInstanceOf(PathOutcome.Trusted.class);
        many.add(ROOT);
        assertThat(path.validate(many, NOW)).isEqualTo(refused(CertificateRefusal.CHAIN));
    }

    @Test
    void theAnchorsOwnPathLengthHolds() {
        X509Certificate bare = CertificateDraft.of(
                        ROOT_NAME,
                        ROOT_NAME,
                        ROOT_KEY.getPublic(),
                        CertificateDraft.AUTHORITY_USE,
                        CertificateDraft.authority(0))
                .sign(ROOT_KEY);
        CertificatePath none = new CertificatePath(TrustAnchors.of(List.of(bare)));
        assertThat(none.validate(chain(DEVICE, ISSUING), NOW)).isEqualTo(refused(CertificateRefusal.CHAIN));
    }

    @Test
    void authoritiesThatCertifyThemselvesUnderANewKeyDoNotCount() {
        KeyPair renewed = Keys.p256();
        X509Certificate again = CertificateDraft.of(
                        ISSUING_NAME,
                        ISSUING_NAME,
                        renewed.getPublic(),
                        CertificateDraft.AUTHORITY_USE,
                        CertificateDraft.authority(0))
                .sign(ISSUING_KEY);
        X509Certificate device = Infrastructure.device(Keys.CEM.getPublic()).sign(renewed);
        assertThat(path.validate(chain(device, again, ISSUING), NOW))
                .isEqualTo(new PathOutcome.Trusted(List.of(device, again, ISSUING), ROOT));
        CertificatePath narrow = new CertificatePath(TrustAnchors.of(List.of(ROOT)), 0);
        assertThat(narrow.validate(chain(device, again, ISSUING), NOW)).isEqualTo(refused(CertificateRefusal.CHAIN));
    }

    @Test
    void nameConstraintsOverAnOtherNameAreRefusedAndNoBug() {
        Octets other = CertificateDraft.element(
                0xA0, Octets.ofHex("06032A0304"), CertificateDraft.element(0xA0, Octets.ofHex("0500")));
        Octets constraints =
                CertificateDraft.element(0x30, CertificateDraft.element(0xA1, CertificateDraft.element(0x30, other)));
        X509Certificate constrained = Infrastructure.issuing()
                .with(CertificateDraft.extension("551D1E", true, constraints))
                .sign(ROOT_KEY);
        assertThat(path.validate(chain(DEVICE, constrained), NOW)).isEqualTo(refused(CertificateRefusal.CHAIN));
    }

    @Test
    void anchorsAreAuthorities() {
        assertThat(TrustAnchors.authority(ROOT)).isTrue();
        assertThat(TrustAnchors.authority(DEVICE)).isFalse();
        X509Certificate lists = CertificateDraft.of(
                        ROOT_NAME,
                        ROOT_NAME,
                        ROOT_KEY.getPublic(),
                        CertificateDraft.keyUsage("03020102"),
                        CertificateDraft.authority(1))
                .sign(ROOT_KEY);
        assertThat(TrustAnchors.authority(lists)).isFalse();
        X509Certificate any = CertificateDraft.of(
                        ROOT_NAME, ROOT_NAME, ROOT_KEY.getPublic(), CertificateDraft.authority(1))
                .sign(ROOT_KEY);
        assertThat(TrustAnchors.authority(any)).isTrue();
    }

    private static PathOutcome refused(CertificateRefusal reason) {
        return new PathOutcome.Refused(reason);
    }
}
