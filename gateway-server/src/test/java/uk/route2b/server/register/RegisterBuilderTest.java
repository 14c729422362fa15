package uk.route2b.server.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.server.configuration.ConfigurationReader;
import uk.route2b.server.testing.DemoFiles;

/** What the shipped sample would say if something were wrong with it. */
class RegisterBuilderTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    private Path folder;

    private DemoFiles files;
    private String yaml;

    @BeforeEach
    void layOut() throws IOException {
        files = new DemoFiles(folder, NOW);
        yaml = Files.readString(DemoFiles.sampleFile());
    }

    @Test
    void theSampleIsSound() {
        RegisterOutcome outcome = build(NOW);

        assertThat(outcome.findings()).isEmpty();
        Register register = outcome.register().orElseThrow();
        CemKey key = new CemKey(DemoFiles.DSRSP, DemoFiles.CEM_1);
        assertThat(register.cems()).containsExactly(key, new CemKey(DemoFiles.DSRSP, DemoFiles.CEM_2));
        assertThat(register.behindMeter(DemoFiles.METER_1)).containsExactly(key);
        assertThat(register.byToken(DemoFiles.TOKEN_1).orElseThrow().key()).isEqualTo(key);
        assertThat(register.byToken("other")).isEmpty();
        assertThat(register.cem(key).orElseThrow().messageCertificates())
                .containsExactly(files.cem1().certificate());
    }

    @Test
    void theNewestSignerComesFirst() {
        IssuedIdentity newer = files.hierarchy()
                .organisationCa()
                .organisation(
                        RemotePartyRole.LOAD_CONTROLLER,
                        DemoFiles.DSRSP,
                        KeyUse.DIGITAL_SIGNATURE,
                        new uk.route2b.pki.issue.Validity(NOW.minusSeconds(60), NOW.plus(Duration.ofDays(10))));
        files.identity("newer", newer);
        yaml = yaml.replace(
                "    signers:\n",
                "    signers:\n      - {certificate: \"${ROUTE2B_DATA}/identities/newer.pem\", key: \"file:${ROUTE2B_DATA}/identities/newer.key\"}\n");

        Dsrsp dsrsp = build(NOW).register().orElseThrow().dsrsps().get(0);
        assertThat(dsrsp.signers()).hasSize(2);
        assertThat(dsrsp.signers().get(0).certificate()).isEqualTo(newer.certificate());
    }

    /** A header holds nothing else, and a request that cannot be written would be answered by nobody. */
    @Test
    void aVenWhoseNameNoHeaderHoldsIsFound() {
        yaml = yaml.replace("- id: VEN_1\n", "- id: VEN_\u00e9\n");
        assertThat(problems(NOW))
                .containsExactly("its VTN th_vtn learns its name from an HTTP header, which holds nothing but ASCII");
    }

    @Test
    void aVtnThatReadsNoNameInAHeaderMayHaveAnyVen() {
        yaml = yaml.replace("- id: VEN_1\n", "- id: VEN_\u00e9\n")
                .replace("    profile: generic\n", "    profile: openleadr\n");
        assertThat(problems(NOW)).isEmpty();
    }

    @Test
    void aTlsKeyMustNotSignMessages() {
        yaml = yaml.replace("dsrsp-tls", "dsrsp-message");

        assertThat(problems(NOW)).containsExactly("the TLS key is a message key as well");
    }

    @Test
    void aKeyOfAnotherCertificateIsFound() {
        files.write("identities/dsrsp-tls.key", uk.route2b.pki.issue.KeyFiles.keyText(files.message()));

        assertThat(problems(NOW)).singleElement().asString().startsWith("the key is not the one");
    }

    @Test
    void anExpiredCertificateIsFound() {
        assertThat(problems(NOW.plus(Duration.ofDays(11 * 365)))).anyMatch(problem -> problem.startsWith("expired"));
    }

    @Test
    void anotherRoleOrEntityIsFound() {
        files.identity(
                "dsrsp-tls",
                files.hierarchy().organisation(RemotePartyRole.SUPPLIER, DemoFiles.DSRSP, KeyUse.DIGITAL_SIGNATURE));
        assertThat(problems(NOW)).singleElement().asString().startsWith("wrong-role");
        files.identity(
                "dsrsp-tls",
                files.hierarchy()
                        .organisation(RemotePartyRole.LOAD_CONTROLLER, DemoFiles.CEM_1, KeyUse.DIGITAL_SIGNATURE));
        assertThat(problems(NOW)).singleElement().asString().startsWith("wrong-entity");
    }

    @Test
    void aCertificateForKeyAgreementDoesNotSign() {
        files.identity("cem-1", files.hierarchy().device(DemoFiles.CEM_1, KeyUse.KEY_AGREEMENT));

        assertThat(problems(NOW)).singleElement().asString().startsWith("key-agreement");
    }

    @Test
    void aFileThatIsNotThereIsFound() throws IOException {
        Files.delete(folder.resolve("identities/cem-1.pem"));
        Files.delete(folder.resolve("secrets/push-VEN_1"));

        assertThat(problems(NOW))
                .containsExactlyInAnyOrder("it cannot be read: there is no such file", "the secret cannot be read");
    }

    @Test
    void aTlsCertificateNeedsItsIssuerBesideIt() {
        files.identity(
                "dsrsp-tls",
                new IssuedIdentity(files.tls().key(), files.tls().chain().subList(0, 1)));

        assertThat(problems(NOW)).containsExactly("the certificate of the issuing authority is missing");
    }

    @Test
    void aTokenThatCanBeGuessedIsFound() {
        files.write("secrets/push-VEN_1", "password");
        assertThat(problems(NOW)).singleElement().asString().contains("fewer than 128 bits");
        files.write("secrets/push-VEN_1", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
        assertThat(problems(NOW)).singleElement().asString().contains("fewer than 128 bits");
        files.write("secrets/push-VEN_1", "0123456789abcdef0123456789abcdef");
        assertThat(problems(NOW)).containsExactly("another VEN has the same push token");
    }

    @Test
    void whatStandsTwiceIsFound() {
        yaml = yaml.replace("90-A2", "90-A1").replace("VEN_2A, vtn", "VEN_2B, vtn");
        assertThat(problems(NOW))
                .containsExactlyInAnyOrder(
                        "its meter 00-DB-12-34-56-78-90-A1 carries another CEM already",
                        "its VTN has this VEN already");
    }

    @Test
    void aCemOrVtnThatStandsTwiceIsFound() {
        yaml = yaml.replace("entity: 00-DB-12-34-56-78-90-C2", "entity: 00-DB-12-34-56-78-90-C1")
                .replace("cem-2.pem", "cem-1.pem")
                .replace("vtns:\n", "vtns:\n  - {name: th_vtn, url: \"http://127.0.0.1:1\"}\n");
        assertThat(problems(NOW))
                .containsExactlyInAnyOrder("it stands here for the second time", "it stands here for the second time");
    }

    @Test
    void aVtnThatIsNotThereIsFound() {
        yaml = yaml.replace("vtn: th_vtn\n            #", "vtn: other\n            #");

        assertThat(problems(NOW)).containsExactly("there is no VTN \"other\"");
    }

    @Test
    void anEndpointThatEveryCemWouldRefuseIsFound() {
        yaml = yaml.replace("/route2b\"]", "/other\"]");

        assertThat(problems(NOW)).containsExactly("endpoints: not-a-wss-uri");
    }

    @Test
    void anAnchorThatIsNoAuthorityIsFound() throws IOException {
        Files.writeString(folder.resolve("pki/trust.pem"), Files.readString(folder.resolve("identities/cem-1.pem")));

        assertThat(problems(NOW)).containsExactly("it holds a certificate that is no authority's");
    }

    private void organisation(String name, RemotePartyRole role, EntityIdentifier entity) {
        files.identity(name, files.hierarchy().organisation(role, entity, KeyUse.DIGITAL_SIGNATURE));
    }

    @Test
    void theSupplierItsKeysAndTheMetersAreInTheRegister() {
        Carriage carriage = build(NOW).register().orElseThrow().carriage();

        assertThat(carriage.carriers())
                .hasEntrySatisfying(
                        DemoFiles.DSRSP, carrier -> assertThat(carrier.entity()).isEqualTo(DemoFiles.SUPPLIER));
        assertThat(carriage.dcc()).hasSize(1);
        assertThat(carriage.meterKeys(DemoFiles.METER_1)).hasSize(1);
        assertThat(carriage.meterKeys(DemoFiles.METER_1)).isNotEqualTo(carriage.meterKeys(DemoFiles.METER_2));
        assertThat(carriage.meterKeys(DemoFiles.CEM_1)).isEmpty();
    }

    @Test
    void onlyASupplierMayCarry() {
        organisation("supplier", RemotePartyRole.LOAD_CONTROLLER, DemoFiles.SUPPLIER);

        assertThat(problems(NOW)).containsExactly("its role is 08 and should be 02");
        organisation("supplier", RemotePartyRole.SUPPLIER, DemoFiles.DSRSP);
        assertThat(problems(NOW)).singleElement().asString().startsWith("wrong-entity");
    }

    @Test
    void keysForXmlHaveARoleOfTheirOwnAndTheirTime() {
        organisation("supplier-xml", RemotePartyRole.SUPPLIER, DemoFiles.SUPPLIER);
        organisation("dcc-xml", RemotePartyRole.SUPPLIER, DemoFiles.DCC);

        assertThat(problems(NOW))
                .containsExactly("its role is 02 and should be 87", "its role is 02 and should be 87 or 89");
        organisation("supplier-xml", RemotePartyRole.XML_SIGNING, DemoFiles.DCC);
        organisation("dcc-xml", RemotePartyRole.DSP_XML_SIGNING, DemoFiles.DCC);
        assertThat(problems(NOW)).containsExactly("it names another entity than " + DemoFiles.SUPPLIER);
        assertThat(problems(NOW.plus(Duration.ofDays(11 * 365))))
                .anyMatch(problem -> problem.startsWith("it holds from"));
    }

    @Test
    void oneKeyForCommandsAndXmlIsFound() {
        yaml = yaml.replace("supplier-xml", "supplier");

        assertThat(problems(NOW))
                .containsExactly("its role is 02 and should be 87", "its key for XML signs meter commands as well");
    }

    @Test
    void aMeterSignsWithACertificateOfItsOwn() {
        files.write("meters/" + DemoFiles.METER_1 + ".pem", files.text(DemoFiles.CEM_1));
        assertThat(problems(NOW)).singleElement().asString().startsWith("wrong-entity");
    }

    @Test
    void route2aNeedsASupplierAndTheCertificatesOfMeters() {
        yaml = yaml.replaceAll("(?s)    supplier:\n.*?    # Message keys", "    # Message keys")
                .replaceFirst("        meterCertificates: .*\n", "");

        assertThat(problems(NOW))
                .containsExactly("nobody carries its route 2a", "nothing of its meter can be believed");
        yaml = yaml.replaceAll("(?s)\ntunnel:.*?\n# A file for the log", "\n# A file for the log");
        assertThat(problems(NOW)).isEmpty();
    }

    private List<String> problems(Instant now) {
        return build(now).findings().stream().map(RegisterFinding::problem).toList();
    }

    private RegisterOutcome build(Instant now) {
        Path file = files.write("server.yaml", yaml);
        return RegisterBuilder.build(ConfigurationReader.read(file, files.environment("1", "1")), now);
    }
}
