package uk.route2b.server.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.server.testing.DemoFiles;
import uk.route2b.server.testing.HandTimers;

class RefusedCertificatesTest {
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    private final HandTimers clock = new HandTimers(START);
    private final TestHierarchy hierarchy = TestHierarchy.create(START);
    private final RefusedCertificates refused = new RefusedCertificates(clock, 2);

    private X509Certificate certificate() {
        return hierarchy.device(DemoFiles.CEM_1, KeyUse.DIGITAL_SIGNATURE).certificate();
    }

    private void refuse(X509Certificate certificate, String reason) {
        refused.refused(DemoFiles.DSRSP, List.of(certificate), reason);
        clock.pass(Duration.ofSeconds(1));
    }

    @Test
    void oneThatComesAgainIsCountedWithItsFirstAndLastTimeAndItsLastReason() {
        X509Certificate certificate = certificate();
        refuse(certificate, "not-active");
        refuse(certificate, "revoked");

        assertThat(refused.all()).hasSize(1);
        RefusedCertificates.Refused one = refused.all().get(0);
        assertThat(one.count()).isEqualTo(2);
        assertThat(one.reason()).isEqualTo("revoked");
        assertThat(one.cem()).isEqualTo(DemoFiles.CEM_1.toString());
        assertThat(one.fingerprint()).hasSize(64);
        assertThat(one.firstSeen()).isEqualTo(START);
        assertThat(one.lastSeen()).isEqualTo(START.plusSeconds(1));
    }

    @Test
    void theOneSeenLongestAgoMakesRoom() {
        X509Certificate first = certificate();
        refuse(first, "a");
        refuse(certificate(), "b");
        refuse(first, "c");
        refuse(certificate(), "d");

        assertThat(refused.all())
                .extracting(RefusedCertificates.Refused::reason)
                .containsExactly("d", "c");
    }

    @Test
    void aPeerWithoutACertificateLeavesNothing() {
        refused.refused(DemoFiles.DSRSP, List.of(), "no-certificate");

        assertThat(refused.all()).isEmpty();
    }
}
