package uk.route2b.server.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.certificate.CertificateRefusal;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.EntityIdentifier;

/** Strangers decide what comes in, and not how much is kept. */
class CertificateQuarantineTest {
    private static final EntityIdentifier CEM = EntityIdentifier.parse("00-DB-12-34-56-78-90-C1");
    private static final EntityIdentifier DSRSP = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-08");

    private final TestHierarchy hierarchy = TestHierarchy.create(Instant.now());
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final CertificateQuarantine quarantine = new CertificateQuarantine((InstantSource) () -> now);

    private X509Certificate certificate() {
        return hierarchy.device(CEM, KeyUse.DIGITAL_SIGNATURE).certificate();
    }

    private void refuse(X509Certificate certificate) {
        refuse(certificate, CertificateRefusal.UNKNOWN_CEM);
    }

    private void refuse(X509Certificate certificate, CertificateRefusal reason) {
        quarantine.refused(RefusedCertificate.of(List.of(certificate), reason, Optional.empty(), DSRSP, "192.0.2.1"));
    }

    @Test
    void oneThatComesAgainIsCountedAndHasItsLastReason() {
        X509Certificate certificate = certificate();
        refuse(certificate);
        now = now.plusSeconds(60);
        refuse(certificate, CertificateRefusal.REVOKED);

        CertificateQuarantine.Entry entry = quarantine.page().certificates().get(0);
        assertThat(entry.count()).isEqualTo(2);
        assertThat(entry.firstSeen()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(entry.lastSeen()).isEqualTo("2026-01-01T00:01:00Z");
        assertThat(entry.claims()).isEqualTo(CEM.toString());
        assertThat(entry.reason()).isEqualTo("revoked");
    }

    @Test
    void theOneNotSeenForLongestGoesFirst() {
        X509Certificate first = certificate();
        X509Certificate second = certificate();
        refuse(first);
        refuse(second);
        refuse(first);
        for (int number = 0; number < CertificateQuarantine.MOST - 1; number++) {
            refuse(certificate());
        }

        CertificateQuarantine.Page page = quarantine.page();
        assertThat(page.certificates()).hasSize(CertificateQuarantine.MOST);
        assertThat(page.forgotten()).isEqualTo(1);
        assertThat(page.certificates()).anyMatch(entry -> entry.count() == 2);
    }
}
