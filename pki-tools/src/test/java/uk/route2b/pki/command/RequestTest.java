package uk.route2b.pki.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.pki.inspect.Inspector;
import uk.route2b.pki.issue.CertificationRequest;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** Keys that come in requests. */
class RequestTest {
    private static final String EUI = "00-DB-12-34-56-78-90-A0";

    @TempDir
    Path folder;

    private Path authority = Path.of("");

    @BeforeEach
    void init() {
        authority = Run.authority(folder.resolve("pki"));
    }

    @Test
    void theKeyIsCertifiedAndNothingElseTaken() throws Exception {
        KeyPair pair = pair("secp256r1");
        Files.write(folder.resolve("cem.csr"), request(pair, pair));
        Run run = issue();
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).contains("asks for extensions [2.5.29.37]");
        X509Certificate issued = KeyFiles.certificates(Octets.of(Files.readAllBytes(folder.resolve("cem.pem"))))
                .get(0);
        assertThat(issued.getPublicKey()).isEqualTo(pair.getPublic());
        assertThat(issued.getSubjectX500Principal().getName()).isEmpty();
        assertThat(issued.getExtendedKeyUsage()).isNull();
        assertThat(folder.resolve("cem.key")).doesNotExist();
    }

    @Test
    void aRequestSignedWithAnotherKeyIsRefused() throws Exception {
        Files.write(folder.resolve("cem.csr"), request(pair("secp256r1"), pair("secp256r1")));
        Run run = issue();
        assertThat(run.exit()).isEqualTo(5);
        assertThat(run.err()).contains("its own signature does not verify");
        assertThat(folder.resolve("cem.pem")).doesNotExist();
    }

    @Test
    void aKeyOnAnotherCurveIsRefused() throws Exception {
        KeyPair pair = pair("secp384r1");
        Files.write(folder.resolve("cem.csr"), request(pair, pair));
        assertThat(issue().exit()).isEqualTo(3);
    }

    @Test
    void everyPrefixAndEveryFlippedOctetIsReadOrRefusedButNeverABug() throws Exception {
        KeyPair pair = pair("secp256r1");
        byte[] good = request(pair, pair);
        for (int index = 0; index < good.length; index++) {
            byte[] flipped = good.clone();
            flipped[index] ^= 0x21;
            assertThat(told(flipped)).as("octet %d", index).isBetween(0, 1);
            assertThat(told(java.util.Arrays.copyOf(good, index)))
                    .as("prefix %d", index)
                    .isZero();
        }
    }

    private static int told(byte[] octets) {
        try {
            return Inspector.describe(Octets.of(octets)).size();
        } catch (MalformedException refused) {
            return 0;
        }
    }

    @Test
    void aFolderOfRequestsBecomesAFolderOfCertificates() throws Exception {
        Path requests = Files.createDirectory(folder.resolve("requests"));
        KeyPair pair = pair("secp256r1");
        byte[] request = request(pair, pair);
        for (int step = 0; step < 40; step++) {
            EntityIdentifier entity =
                    new EntityIdentifier(EntityIdentifier.parse(EUI).bits() + step);
            Files.write(requests.resolve(entity + ".csr"), request);
        }
        Run run = batch(requests);
        assertThat(run.exit()).as(run.err()).isZero();
        for (int step = 0; step < 40; step++) {
            EntityIdentifier entity =
                    new EntityIdentifier(EntityIdentifier.parse(EUI).bits() + step);
            Octets file = Octets.of(Files.readAllBytes(folder.resolve("certificates/" + entity + ".pem")));
            assertThat(SmkiCertificate.read(KeyFiles.certificates(file).get(0)).entity())
                    .contains(entity);
        }
        try (Stream<Path> files = Files.list(folder.resolve("certificates"))) {
            assertThat(files).hasSize(41);
        }
    }

    /** As after a kill between two times that the manifest was forced. */
    @Test
    void aBatchThatWasStoppedGoesOnWithWhatIsMissingOrDamaged() throws Exception {
        Path requests = Files.createDirectory(folder.resolve("requests"));
        for (int step = 0; step < 30; step++) {
            KeyPair pair = pair("secp256r1");
            Files.write(requests.resolve(name(step) + ".csr"), request(pair, pair));
        }
        batch(requests);
        Path partial = Files.move(folder.resolve("certificates"), folder.resolve("certificates.partial"));
        List<String> manifest = Files.readAllLines(partial.resolve("manifest.jsonl"));
        Files.write(partial.resolve("manifest.jsonl"), manifest.subList(0, 21));
        Files.writeString(partial.resolve(name(3) + ".pem"), "half a fi");
        Run resumed = batch(requests);
        assertThat(resumed.out()).contains("30 certificates, 19 of them by an earlier run");
        for (int step = 0; step < 30; step++) {
            Octets request = Octets.of(Files.readAllBytes(requests.resolve(name(step) + ".csr")));
            Octets file = Octets.of(Files.readAllBytes(folder.resolve("certificates/" + name(step) + ".pem")));
            assertThat(KeyFiles.certificates(file).get(0).getPublicKey().getEncoded())
                    .isEqualTo(CertificationRequest.read(request).key().getEncoded());
        }
    }

    private static String name(int step) {
        return new EntityIdentifier(EntityIdentifier.parse(EUI).bits() + step).toString();
    }

    @Test
    void oneBadRequestStopsTheBatchAndNothingIsPublished() throws Exception {
        Path requests = Files.createDirectory(folder.resolve("requests"));
        Files.writeString(requests.resolve(EUI + ".csr"), "no request");
        assertThat(batch(requests).exit()).isEqualTo(3);
        Files.move(requests.resolve(EUI + ".csr"), requests.resolve("somebody.csr"));
        KeyPair pair = pair("secp256r1");
        Files.write(requests.resolve("somebody.csr"), request(pair, pair));
        assertThat(batch(requests).err()).contains("neither its name nor a hardwareModuleName");
        assertThat(folder.resolve("certificates")).doesNotExist();
    }

    private Run issue() {
        return Run.of(
                "pki",
                "issue",
                "device",
                "--dir",
                authority,
                "--eui",
                EUI,
                "--use",
                "signing",
                "--csr",
                folder.resolve("cem.csr"),
                "--out",
                folder.resolve("cem"));
    }

    private Run batch(Path requests) {
        return Run.of(
                "pki",
                "issue",
                "batch",
                "--dir",
                authority,
                "--use",
                "signing",
                "--out",
                folder.resolve("certificates"),
                requests);
    }

    private static KeyPair pair(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static byte[] request(KeyPair certified, KeyPair signer) throws Exception {
        ExtensionsGenerator wishes = new ExtensionsGenerator();
        wishes.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        return new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=somebody else"), certified.getPublic())
                .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, wishes.generate())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate()))
                .getEncoded();
    }
}
