package uk.route2b.pki.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.pki.issue.Outside;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.octets.Octets;

/** What commands answer: inspect, verify, fingerprint, renew, export, completion, man. */
class AnswersTest {
    @TempDir
    static Path folder;

    private static Path authority = Path.of("");

    @BeforeAll
    static void issue() {
        authority = Run.authority(folder.resolve("pki"));
        done(Run.of(
                "pki",
                "issue",
                "organisation",
                "--dir",
                authority,
                "--role",
                "08",
                "--eui",
                "90B3D51F30010008",
                "--use",
                "signing",
                "--out",
                folder.resolve("dsrsp")));
        done(Run.of(
                "pki",
                "issue",
                "device",
                "--dir",
                authority,
                "--eui",
                "00:db:12:34:56:78:90:a0",
                "--use",
                "agreement",
                "--out",
                folder.resolve("cem")));
    }

    @Test
    void inspectNamesRoleEntityUsePolicyAndCurve() {
        JsonNode answers = json(done(Run.of("pki", "inspect", "--json", file("dsrsp.pem"), file("cem.pem"))));
        assertThat(answers).hasSize(2);
        JsonNode dsrsp = answers.get(0);
        assertThat(dsrsp.get("role").asString()).isEqualTo("08");
        assertThat(dsrsp.get("entity").asString()).isEqualTo("90-B3-D5-1F-30-01-00-08");
        assertThat(dsrsp.get("use").asString()).isEqualTo("signing");
        assertThat(dsrsp.get("curve").asString()).isEqualTo("P-256");
        assertThat(dsrsp.get("policies").get(0).asString()).isEqualTo("1.2.826.0.1.8641679.1.2.1.4");
        assertThat(dsrsp.get("further")).hasSize(1);
        assertThat(answers.get(1).get("kind").asString()).isEqualTo("device");
        assertThat(answers.get(1).get("notAfter").asString()).isEqualTo("9999-12-31T23:59:59Z");
    }

    @Test
    void inspectNeverShowsAKey() throws Exception {
        Run run = done(Run.of("pki", "inspect", file("cem.key")));
        assertThat(run.out()).contains("private-key");
        assertThat(Files.readString(file("cem.key"))).doesNotContain(run.out());
        assertThat(run.out().length()).isLessThan(300);
    }

    @Test
    void standardInputIsAFileLikeAnyOther() throws Exception {
        byte[] input = Files.readAllBytes(file("cem.pem"));
        assertThat(done(Run.with(input, "pki", "verify", "--dir", authority, "-"))
                        .out())
                .isEqualTo("-: verified\n");
        assertThat(done(Run.with(input, "pki", "inspect", "-")).out()).contains("00-DB-12-34-56-78-90-A0");
    }

    @Test
    void verifyHoldsACertificateAgainstWhatOneExpects() {
        assertThat(reason("--role", "02")).isEqualTo("wrong-role");
        assertThat(reason("--eui", "00DB1234567890A0")).isEqualTo("wrong-entity");
        assertThat(reason("--use", "agreement")).isEqualTo("wrong-use");
        assertThat(reason("--kind", "device")).isEqualTo("not-a-device");
        assertThat(reason("--at", "2040-01-01T00:00:00Z")).isEqualTo("expired");
        assertThat(reason("--at", "2000-01-01T00:00:00Z")).isEqualTo("not-yet-valid");
        Path other = Run.authority(folder.resolve("other"));
        assertThat(json(Run.of("pki", "verify", "--json", "--dir", other, file("dsrsp.pem")))
                        .get(0)
                        .get("reason")
                        .asString())
                .isEqualTo("chain");
    }

    @Test
    void fingerprintsHaveBothSpellings() throws Exception {
        JsonNode answer = json(done(Run.of("pki", "fingerprint", "--json", file("cem.pem"))))
                .get(0);
        Octets der = Octets.of(certificate("cem.pem").getEncoded());
        String last = der.sha256().hex().substring(44);
        assertThat(answer.get("sha256").asString()).isEqualTo(der.sha256().hex());
        assertThat(answer.get("openadr").asString().replace(":", ""))
                .isEqualTo(last)
                .hasSize(20);
        assertThat(answer.get("openadrPlain").asString()).isEqualTo(last.toLowerCase(java.util.Locale.ROOT));
    }

    @Test
    void renewKeepsAllButSerialAndDatesAndWithRekeyTheKey() throws Exception {
        done(Run.of("pki", "renew", "--dir", authority, "--out", folder.resolve("same"), file("dsrsp.pem")));
        done(Run.of(
                "pki", "renew", "--dir", authority, "--rekey", "--out", folder.resolve("fresh"), file("dsrsp.pem")));
        SmkiCertificate before = SmkiCertificate.read(certificate("dsrsp.pem"));
        SmkiCertificate same = SmkiCertificate.read(certificate("same.pem"));
        SmkiCertificate fresh = SmkiCertificate.read(certificate("fresh.pem"));
        assertThat(same.keyIdentifier()).isEqualTo(before.keyIdentifier());
        assertThat(fresh.keyIdentifier()).isNotEqualTo(before.keyIdentifier());
        assertThat(List.of(same, fresh)).allSatisfy(renewed -> {
            assertThat(renewed.entity()).isEqualTo(before.entity());
            assertThat(renewed.role()).isEqualTo(before.role());
            assertThat(renewed.use()).isEqualTo(before.use());
            assertThat(renewed.x509().getSerialNumber())
                    .isNotEqualTo(before.x509().getSerialNumber());
        });
        assertThat(file("same.key")).doesNotExist();
        assertThat(file("fresh.key")).exists();
    }

    @Test
    void aKeyStoreHoldsKeyAndChain() throws Exception {
        done(Run.of(
                "pki",
                "export",
                "--format",
                "pkcs12",
                "--key",
                file("dsrsp.key"),
                "--password-env",
                "SECRET",
                "--alias",
                "gateway",
                "--out",
                file("dsrsp.p12"),
                file("dsrsp.pem")));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(Files.newInputStream(file("dsrsp.p12")), "open sesame".toCharArray());
        assertThat(store.getCertificateChain("gateway")).hasSize(2);
        assertThat(store.isKeyEntry("gateway")).isTrue();
        Outside openssl =
                Outside.run(folder, "openssl", "pkcs12", "-in", "dsrsp.p12", "-passin", "pass:open sesame", "-nodes");
        assertThat(openssl.text()).contains("BEGIN PRIVATE KEY");
    }

    @Test
    void anEncryptedKeyGoesThereAndBack() throws Exception {
        Files.writeString(file("secret"), "open sesame\nsecond line\n");
        done(Run.of(
                "pki",
                "export",
                "--format",
                "pkcs8",
                "--key",
                file("cem.key"),
                "--password-file",
                file("secret"),
                "--out",
                file("cem.enc"),
                file("cem.pem")));
        assertThat(Files.readString(file("cem.enc"))).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
        done(Run.of(
                "pki",
                "export",
                "--format",
                "pkcs8",
                "--key",
                file("cem.enc"),
                "--key-password-file",
                file("secret"),
                "--out",
                file("cem.plain"),
                file("cem.pem")));
        assertThat(file("cem.plain")).hasSameTextualContentAs(file("cem.key"));
        assertThat(Outside.run(folder, "openssl", "pkey", "-in", "cem.enc", "-passin", "pass:open sesame", "-noout")
                        .exit())
                .isZero();
    }

    @Test
    void snippetsNameTheFiles() {
        for (String format : List.of("jetty", "okhttp", "openssl")) {
            assertThat(done(Run.of("pki", "export", "--format", format, file("dsrsp.pem")))
                            .out())
                    .contains(folder.resolve("dsrsp").toString());
        }
    }

    @Test
    void completionAndManualComeFromTheModel() throws Exception {
        assertThat(done(Run.of("pki", "completion", "bash")).out()).contains("--i-know-these-keys-are-public");
        assertThat(done(Run.of("pki", "completion", "fish")).out()).contains("-l eui");
        done(Run.of("pki", "man", "--out", folder.resolve("man1")));
        assertThat(Files.readString(folder.resolve("man1/route2b-pki-issue-device.1")))
                .contains(".SH OPTIONS")
                .contains("\\-\\-eui EUI")
                .contains(".SH EXIT STATUS")
                .contains(".SH EXAMPLES");
    }

    private static String reason(String... expectation) {
        List<Object> words = new java.util.ArrayList<>(List.of("pki", "verify", "--json", "--dir", authority));
        words.addAll(List.of(expectation));
        words.add(file("dsrsp.pem"));
        Run run = Run.of(words.toArray());
        assertThat(run.exit()).isEqualTo(1);
        return json(run).get(0).get("reason").asString();
    }

    private static X509Certificate certificate(String name) throws Exception {
        return KeyFiles.certificates(Octets.of(Files.readAllBytes(file(name)))).get(0);
    }

    private static Path file(String name) {
        return folder.resolve(name);
    }

    private static JsonNode json(Run run) {
        return new JsonMapper().readTree(run.out());
    }

    private static Run done(Run run) {
        assertThat(run.exit()).as(run.err()).isZero();
        return run;
    }
}
