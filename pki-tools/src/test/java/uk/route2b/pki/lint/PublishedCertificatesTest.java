package uk.route2b.pki.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.route2b.pki.inspect.CertificateSummary;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.pki.issue.ProfileLint;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** Published test certificates of the smart meter system, which may stand beside the checkout and are never in it. */
class PublishedCertificatesTest {
    private static final Path VECTORS =
            Path.of(System.getProperty("route2b.shared", "../../shared"), "data/gbcs-vectors.json");

    private static final Map<String, X509Certificate> BY_DIGEST = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException, MalformedException {
        Assumptions.assumeTrue(Files.isReadable(VECTORS), "left out: there is no " + VECTORS);
        for (JsonNode vector :
                new JsonMapper().readTree(Files.readAllBytes(VECTORS)).get("vectors")) {
            JsonNode encoded = vector.get("signer_cert_der_base64");
            if (encoded != null && !encoded.isNull()) {
                Octets der = Octets.of(Base64.getDecoder().decode(encoded.asString()));
                BY_DIGEST.put(der.sha256().hex(), KeyFiles.certificates(der).get(0));
            }
        }
    }

    @Test
    void everyOneIsReadAndNamed() {
        assertThat(BY_DIGEST.values())
                .isNotEmpty()
                .extracting(CertificateSummary::of)
                .allSatisfy(summary -> assertThat(summary.entity()).isNotNull())
                .extracting(CertificateSummary::kind)
                .containsOnly("device", "organisation");
    }

    @Test
    void goodOnesAreCleanAndTheTrapIsFound() {
        Lint lint = ProfileLint.of(Set.of(), List.of());
        BY_DIGEST.values().forEach(certificate -> {
            boolean xmlSigning = certificate.getExtensionValue("2.5.29.35") == null;
            assertThat(lint.certificate(certificate))
                    .as(certificate.getSubjectX500Principal().getName())
                    .extracting(finding -> finding.rule())
                    .isSubsetOf(xmlSigning ? List.of(Rule.L03, Rule.L14) : List.of());
        });
    }
}
