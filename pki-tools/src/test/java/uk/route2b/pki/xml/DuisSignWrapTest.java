package uk.route2b.pki.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.Outside;
import uk.route2b.pki.issue.Pem;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.certificate.PemText;
import uk.route2b.protocol.duis.DuisRequest;
import uk.route2b.protocol.duis.DuisRequestReader;
import uk.route2b.protocol.duis.DuisRequestWriter;
import uk.route2b.protocol.duis.DuisResponse;
import uk.route2b.protocol.duis.DuisResponseReader;
import uk.route2b.protocol.duis.RequestId;
import uk.route2b.protocol.duis.ResponseCode;
import uk.route2b.protocol.duis.ServiceReference;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.protocol.meter.LabelCommand;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.tunnel.Labels;

/**
 * Smart DCC's own signing tool, an npm package, reads what we sign and we read what it signs. It runs as a process of
 * its own; it is GPL and never part of this project. The tests are skipped where npm, node or the package is absent.
 */
class DuisSignWrapTest {
    private static final String PACKAGE = "@smartdcc/duis-sign-wrap";
    private static final String VERSION = "0.1.2";
    private static final String TOOL = "uk.co.smartdcc.boxed.xmldsig.";
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final EntityIdentifier SUPPLIER = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-00");
    private static final EntityIdentifier METER = EntityIdentifier.parse("00-DB-12-34-56-78-90-A0");
    private static final LabelCommand COMMAND =
            LabelCommand.of(SUPPLIER, METER, 1_760_000_000_123L, Labels.of("A/+".repeat(36)));
    private static final DuisRequest.SetLabels REQUEST = new DuisRequest.SetLabels(COMMAND);

    @TempDir
    static Path folder;

    private static Path jar = Path.of("");

    @BeforeAll
    static void install() throws Exception {
        Outside npm = Outside.run(
                folder,
                "npm",
                "install",
                "--no-audit",
                "--no-fund",
                "--no-save",
                "--ignore-scripts",
                "--fetch-retries=0",
                "--fetch-timeout=5000",
                "--prefix",
                folder,
                PACKAGE + "@" + VERSION);
        Assumptions.assumeTrue(npm.exit() == 0, "skipped: npm has no " + PACKAGE + " " + VERSION + " for us");
        jar = folder.resolve("node_modules/" + PACKAGE + "/dist/tool.jar");
        Assumptions.assumeTrue(Files.exists(jar), "skipped: the package has no tool.jar");
    }

    private static Octets entry(String name) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile());
                InputStream in = zip.getInputStream(zip.getEntry(name))) {
            return Octets.of(in.readAllBytes());
        }
    }

    private static X509Certificate certificate(String name) throws Exception {
        return PemText.certificates(entry(name)).get(0);
    }

    private static Path file(String name, Octets content) throws IOException {
        return Files.write(folder.resolve(name), content.toArray());
    }

    private static Outside tool(String program, Object... arguments) throws Exception {
        List<Object> words = new ArrayList<>(List.of(java(), "-cp", jar, TOOL + program));
        words.addAll(List.of(arguments));
        return Outside.run(folder, words.toArray());
    }

    private static String java() {
        return Outside.installed("java") ? "java" : "no-java-on-the-path";
    }

    private static Octets request() {
        return DuisRequestWriter.DEFAULT.write(REQUEST);
    }

    @Test
    void itVerifiesWhatWeSignWithACertificateOfOurs() throws Exception {
        IssuedIdentity identity =
                TestHierarchy.create(NOW).organisation(RemotePartyRole.XML_SIGNING, SUPPLIER, KeyUse.DIGITAL_SIGNATURE);
        Path certificate = file("ours.pem", Octets.ofText(Pem.text(List.of(identity.certificate()))));
        XmlSigner signer = new XmlSigner(identity.key(), identity.certificate());
        for (Octets document : List.of(
                request(),
                DuisRequestWriter.DEFAULT.write(new DuisRequest.SignedPreCommand(
                        REQUEST.id(), ServiceReference.LABELS, COMMAND.preCommand())))) {
            Octets signed = signer.sign(document);
            Outside good = tool("Validate", file("good.xml", signed), certificate);
            assertThat(good.exit()).as(good.text()).isZero();
            Octets changed = Octets.ofText(signed.text().replace(":1760000000123<", ":1760000000124<"));
            assertThat(tool("Validate", file("bad.xml", changed), certificate).exit())
                    .isNotZero();
        }
    }

    /** The wrapper for node looks the certificate up among its own, so this is signed with its published test key. */
    @Test
    void itsWrapperForNodeVerifiesWhatWeSignWithItsKey() throws Exception {
        XmlSigner signer = new XmlSigner(
                PemText.privateKey(entry("xml-sign-90B3D51F30010000-ds.key")),
                certificate("xml-sign-90B3D51F30010000-ds.pem"));
        Path signed = file("theirs.xml", signer.sign(request()));
        String script = "require('" + PACKAGE + "').validateDuis({xml: require('fs').readFileSync(process.argv[1])})"
                + ".then(xml => console.log(xml), fault => { console.error(fault); process.exit(1) })";
        Outside node = Outside.run(folder, "node", "-e", script, signed);
        assertThat(node.exit()).as(node.text()).isZero();
        assertThat(node.text()).contains("A/+A/+").doesNotContain("SignatureValue");
    }

    @Test
    void weVerifyWhatItSigns() throws Exception {
        Path unsigned = file("unsigned.xml", request());
        Outside signed = tool("Sign", unsigned, "--preserveCounter");
        assertThat(signed.exit()).as(signed.text()).isZero();
        Octets document = Octets.ofText(signed.text().substring(signed.text().indexOf("<?xml")));
        XmlVerdict verdict =
                new XmlVerifier(List.of(certificate("xml-sign-90B3D51F30010000-ds.pem"))).verify(document, NOW);
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        XmlVerdict.Verified.class,
                        verified -> assertThat(read(verified.signedOctets())).contains(REQUEST));
    }

    private static Optional<DuisRequest> read(Octets document) {
        try {
            return Optional.of(DuisRequestReader.DEFAULT.read(document));
        } catch (MalformedException unreadable) {
            return Optional.empty();
        }
    }

    /** Its signer's certificate is not in the package, so the tool cannot verify it either; its form is ours. */
    @Test
    void weReadAResponseOfTheEmulatedDccAsFarAsItsSignersName() throws Exception {
        Octets document = entry("message.xml");
        XmlVerifier verifier = new XmlVerifier(List.of(certificate("dsp-xml-sign-90B3D51F30000002-ds.pem")));
        assertThat(verifier.verify(document, NOW)).isEqualTo(new XmlVerdict.Refused(XmlRefusal.SIGNER));
        DuisResponse response = DuisResponseReader.DEFAULT.read(document);
        assertThat(response.code()).isEqualTo(ResponseCode.SUCCESS);
        assertThat(response.request().map(RequestId::response)).isEqualTo(response.response());
        assertThat(response.body()).isInstanceOf(DuisResponse.Payload.class);
    }
}
