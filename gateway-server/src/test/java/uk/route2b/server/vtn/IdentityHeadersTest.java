package uk.route2b.server.vtn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.configuration.AnswerBody;
import uk.route2b.server.configuration.PushAnswer;
import uk.route2b.server.configuration.Upstream;
import uk.route2b.server.configuration.VtnDelivery;
import uk.route2b.server.configuration.VtnIdentity;
import uk.route2b.server.configuration.Wrap;
import uk.route2b.server.register.Vtn;
import uk.route2b.server.register.VtnCredentials;
import uk.route2b.server.register.VtnCredentials.VenCredentials;

/** By which headers each kind of VTN learns who speaks, value for value. */
class IdentityHeadersTest {
    private static final X509Certificate DEVICE = TestHierarchy.create(Instant.parse("2026-11-26T00:00:00Z"))
            .device(EntityIdentifier.parse("00-DB-12-34-56-78-90-C1"), KeyUse.DIGITAL_SIGNATURE)
            .certificate();

    private static Map<String, String> headers(VtnIdentity identity, Optional<String> name, boolean certificate) {
        Upstream settings = new Upstream(
                Wrap.AS_SENT,
                identity,
                "/",
                VtnDelivery.TRANSPARENT,
                AnswerBody.RESPONSE,
                Duration.ofSeconds(10),
                Optional.empty(),
                65_536,
                Upstream.Tls.DEFAULT,
                List.of());
        VtnCredentials credentials = new VtnCredentials(
                List.of(),
                Optional.empty(),
                Map.of("VEN_1", new VenCredentials("user-1", Optional.of("s3crét"), name, Optional.empty())));
        Vtn vtn = new Vtn(
                "vtn",
                URI.create("http://127.0.0.1:1"),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                1,
                PushAnswer.AFTER_CEM,
                Optional.empty(),
                settings,
                credentials);
        return IdentityHeaders.of(new VtnRequest(
                vtn,
                "VEN_1",
                "OadrPoll",
                Optional.empty(),
                Octets.EMPTY,
                certificate ? Optional.of(DEVICE) : Optional.empty()));
    }

    @Test
    void rfc9440CarriesTheCertificateInItsOwnFormAndInTheUsualOne() throws Exception {
        Map<String, String> headers = headers(VtnIdentity.RFC9440, Optional.empty(), true);

        assertThat(headers.keySet())
                .containsExactlyInAnyOrder("Client-Cert", "X-Client-Cert", "X-OADR-VEN-ID", "X-OADR-Fingerprint");
        String field = String.valueOf(headers.get("Client-Cert"));
        // RFC 9440 section 2.2: a byte sequence of RFC 8941, so Base64 between colons, of the certificate in DER
        assertThat(field).matches(":[A-Za-z0-9+/]+={0,2}:");
        assertThat(Base64.getDecoder().decode(field.substring(1, field.length() - 1)))
                .isEqualTo(DEVICE.getEncoded());
        String pem = URLDecoder.decode(String.valueOf(headers.get("X-Client-Cert")), StandardCharsets.US_ASCII);
        assertThat(CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo(DEVICE);
        assertThat(headers).containsEntry("X-OADR-VEN-ID", "VEN_1");
        String digest = Octets.of(DEVICE.getEncoded()).sha256().hex().toLowerCase(java.util.Locale.ROOT);
        assertThat(headers).containsEntry("X-OADR-Fingerprint", digest.substring(44));
    }

    @Test
    void rfc9440WithoutACertificateNamesTheVenAlone() {
        assertThat(headers(VtnIdentity.RFC9440, Optional.empty(), false)).containsOnlyKeys("X-OADR-VEN-ID");
    }

    @Test
    void epriReadsTheCommonNameThatItKnows() {
        assertThat(headers(VtnIdentity.EPRI_HEADERS, Optional.of("0DB1234567"), true))
                .containsOnly(
                        Map.entry("HTTPS", "on"),
                        Map.entry("SSL-Client-S-DN-CN", "0DB1234567"),
                        Map.entry("SSL-Client-Verify", "SUCCESS"));
        // the certificate of a device has no common name, so the venID stands for it
        assertThat(headers(VtnIdentity.EPRI_HEADERS, Optional.empty(), true))
                .containsEntry("SSL-Client-S-DN-CN", "VEN_1");
    }

    @Test
    void basicIsUserAndSecretInUtf8() {
        String both = Base64.getEncoder().encodeToString("user-1:s3crét".getBytes(StandardCharsets.UTF_8));

        assertThat(headers(VtnIdentity.BASIC, Optional.empty(), true))
                .containsOnly(Map.entry("Authorization", "Basic " + both));
    }

    @Test
    void whereTlsSaysItNoHeaderDoes() {
        for (VtnIdentity identity : List.of(VtnIdentity.MTLS_PER_VEN, VtnIdentity.MTLS_SHARED, VtnIdentity.NONE)) {
            assertThat(headers(identity, Optional.of("0DB1234567"), true)).isEmpty();
        }
    }
}
