package uk.route2b.pki.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.Pem;
import uk.route2b.pki.issue.ProfileLint;
import uk.route2b.pki.issue.RevocationList;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.pki.issue.Validity;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.protocol.octets.Octets;

/** A good certificate with one thing changed is found by the rule about that thing. */
class LintTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final TestHierarchy OURS = TestHierarchy.create(NOW);
    private static final EntityIdentifier EUI = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-08");
    private static final IssuedIdentity DEVICE = OURS.device(EUI, KeyUse.DIGITAL_SIGNATURE);
    private static final IssuedIdentity ORGANISATION =
            OURS.organisation(RemotePartyRole.LOAD_CONTROLLER, EUI, KeyUse.DIGITAL_SIGNATURE);
    private static final Lint LINT = ProfileLint.of(Set.of(), OURS.anchors());

    /** Octets of the device's certificate, changed in place; each change also breaks the signature, L14. */
    @ParameterizedTest
    @CsvSource({
        "0603551D11 0101FF, 0603551D11 010100, not a certificate",
        "0603551D20 0101FF, 0603551D20 010100, L04 L14",
        "0603551D0F 0101FF, 0603551D0F 010100, L05 L14",
        "03020780, 030206C0, L05 L14",
        "03020780, 03020640, L05 L14",
        "2A863A0001EDEE4001020104, 2A863A0001EDEE4001020105, L04 L14",
        "2B06010505070804, 2B06010505070805, L07 L14",
        "0603551D23, 0603551D7E, L03 L06 L14",
        "0603551D0E, 0603551D7E, L02 L06 L14"
    })
    void aChangeInADeviceIsFound(String from, String to, String rules) throws Exception {
        assertThat(changed(DEVICE, from, to)).isEqualTo(rules);
    }

    @ParameterizedTest
    @CsvSource({
        "0C023038, 0C023039, L08",
        "0C023038, 0C023766, L08",
        "0C023038, 16023038, L09",
        "03090090B3D51F, 03090190B3D51F, L08",
        "06035504 2D, 06035504 2E, L08",
        "2A863A0001848FB90F01020104, 2A863A0001848FB90F01020105, L04"
    })
    void aChangeInAnOrganisationIsFound(String from, String to, String rules) throws Exception {
        assertThat(changed(ORGANISATION, from, to)).isEqualTo(rules + " L14");
    }

    @Test
    void aNullAfterTheAlgorithmIsFound() throws Exception {
        Octets der = Pem.of(ORGANISATION.certificate()).octets();
        String hex = der.hex();
        int outside = hex.lastIndexOf("300A06082A8648CE3D040302");
        String longer = hex.substring(0, outside) + "300C06082A8648CE3D0403020500" + hex.substring(outside + 24);
        String whole = "3082" + String.format("%04X", der.size() - 4 + 2) + longer.substring(8);
        // The JDK itself refuses a certificate whose two algorithms differ, so this is a finding or no certificate.
        assertThat(rules(whole)).isIn("L12", "not a certificate");
    }

    @Test
    void aKeyOfAnotherKindOrCurveIsFound() throws Exception {
        assertThat(codes(LINT.unsigned(selfMade("secp384r1")))).contains("L11");
    }

    @Test
    void whoIsNamedAsIssuerButDidNotSignIsFound() {
        TestHierarchy theirs = TestHierarchy.create(NOW);
        X509Certificate foreign = theirs.device(EUI, KeyUse.DIGITAL_SIGNATURE).certificate();
        assertThat(LINT.certificate(foreign))
                .singleElement()
                .satisfies(finding -> assertThat(finding.rule()).isEqualTo(Rule.L14));
    }

    @Test
    void twoDevicesWithOneEntityIdentifierAreFound() {
        X509Certificate other = OURS.device(EUI, KeyUse.DIGITAL_SIGNATURE).certificate();
        X509Certificate agreement = OURS.device(EUI, KeyUse.KEY_AGREEMENT).certificate();
        assertThat(Lint.together(List.of(DEVICE.certificate(), agreement))).isEmpty();
        assertThat(Lint.together(List.of(DEVICE.certificate(), agreement, other)))
                .containsOnlyKeys(other);
    }

    @Test
    void aDeviceThatEndsAndDatesOutsideTheIssuerAreWarnings() {
        Validity early = new Validity(NOW.minus(Duration.ofDays(40)), NOW.plus(Duration.ofDays(1)));
        List<Finding> findings = LINT.certificate(
                OURS.deviceCa().device(EUI, KeyUse.DIGITAL_SIGNATURE, early).certificate());
        assertThat(findings).extracting(Finding::rule).containsExactly(Rule.L07, Rule.L16);
        assertThat(findings).allMatch(finding -> finding.level() == Level.WARNING);
    }

    @Test
    void listsAreJudgedByNumberDatesIssuerAndSignature() throws Exception {
        X509CRL good = OURS.deviceCa().revocationList(RevocationList.FIRST, Validity.of(NOW, Duration.ofDays(30)));
        assertThat(LINT.revocationList(good)).isEmpty();
        X509CRL foreign = TestHierarchy.create(NOW)
                .deviceCa()
                .revocationList(RevocationList.FIRST, Validity.of(NOW, Duration.ofDays(30)));
        assertThat(codes(LINT.revocationList(foreign))).isEqualTo("L15");
        String hex = Octets.of(good.getEncoded()).hex().replace("0603551D14", "0603551D7E");
        X509CRL unnumbered = (X509CRL) CertificateFactory.getInstance("X.509")
                .generateCRL(new ByteArrayInputStream(Octets.ofHex(hex).toArray()));
        assertThat(codes(LINT.revocationList(unnumbered))).isEqualTo("L15");
    }

    @Test
    void noFlippedBitOfACertificateMakesAnythingThrow() {
        byte[] good = Pem.of(DEVICE.certificate()).octets().toArray();
        for (int bit = 0; bit < 8 * good.length; bit += 3) {
            byte[] flipped = good.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatCode(() -> rules(Octets.of(flipped).hex()))
                    .as("bit %d", bit)
                    .doesNotThrowAnyException();
        }
    }

    private static String changed(IssuedIdentity identity, String from, String to) throws Exception {
        String hex = Pem.of(identity.certificate()).octets().hex();
        String before = from.replace(" ", "");
        assertThat(hex).contains(before);
        return rules(hex.replace(before, to.replace(" ", "")));
    }

    private static String rules(String hex) throws Exception {
        try {
            return codes(LINT.certificate((X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(Octets.ofHex(hex).toArray()))));
        } catch (CertificateException none) {
            return "not a certificate";
        }
    }

    private static String codes(List<Finding> findings) {
        Set<String> codes = new TreeSet<>();
        findings.forEach(finding -> codes.add(finding.rule().name()));
        return String.join(" ", codes);
    }

    private static X509Certificate selfMade(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        KeyPair pair = generator.generateKeyPair();
        var name = new org.bouncycastle.asn1.x500.X500Name("CN=any");
        PublicKey key = pair.getPublic();
        var info = org.bouncycastle.asn1.x509.SubjectPublicKeyInfo.getInstance(key.getEncoded());
        byte[] der = new org.bouncycastle.cert.X509v3CertificateBuilder(
                        name,
                        java.math.BigInteger.TEN,
                        java.util.Date.from(NOW),
                        java.util.Date.from(NOW.plusSeconds(60)),
                        name,
                        info)
                .build(new org.bouncycastle.operator.jcajce.JcaContentSignerBuilder("SHA256withECDSA")
                        .build(pair.getPrivate()))
                .getEncoded();
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }
}
