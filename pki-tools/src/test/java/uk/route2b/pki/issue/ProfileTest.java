package uk.route2b.pki.issue;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.junit.jupiter.api.Test;
import uk.route2b.pki.lint.Lint;
import uk.route2b.pki.profile.Profile;
import uk.route2b.protocol.certificate.CertificateKind;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** Field by field against the table of the published certificates. */
class ProfileTest {
    private static final Samples SAMPLES = Samples.make();

    private static final List<String> ORDER = List.of("2.5.29.15", "2.5.29.14", "2.5.29.17", "2.5.29.32", "2.5.29.35");

    @Test
    void serialNumbersArePositiveAndOfSixteenOctets() {
        assertThat(all()).allSatisfy(certificate -> {
            assertThat(certificate.getSerialNumber().signum()).isPositive();
            assertThat(certificate.getSerialNumber().toByteArray()).hasSize(16);
            assertThat(certificate.getVersion()).isEqualTo(3);
        });
    }

    @Test
    void deviceSubjectIsEmptyAndItsNameCriticalWithTheEntityIdentifier() {
        TBSCertificate signed = signed("device-signing");
        assertThat(signed.getSubject().getRDNs()).isEmpty();
        assertThat(signed.getIssuer().toString()).isEqualTo("CN=TEST");
        Extension names = signed.getExtensions().getExtension(Extension.subjectAlternativeName);
        assertThat(names.isCritical()).isTrue();
        assertThat(Octets.of(names.getExtnValue().getOctets()).hex())
                .isEqualTo("3029A02706082B06010505070804A01B3019060D2A863A0001848FB90F01020102040800DB1234567890A0");
    }

    @Test
    void organisationSubjectIsRoleThenBitStringOfSixtyFourBits() {
        TBSCertificate signed = signed("organisation-signing");
        assertThat(hex(signed.getSubject()))
                .isEqualTo("3021310B3009060355040B0C0230383112301006" + "0355042D03090090B3D51F30010008");
        assertThat(signed.getExtensions().getExtension(Extension.subjectAlternativeName))
                .isNull();
        assertThat(signed("organisation-xml").getSubject().toString()).startsWith("OU=87");
    }

    @Test
    void authoritiesAreNamedInPrintableStringAndLoudly() {
        TBSCertificate root = signed(SAMPLES.hierarchy().root().certificate());
        assertThat(root.getSubject().toString())
                .contains("OU=00")
                .contains("TEST")
                .contains("NOT FOR PRODUCTION");
        TBSCertificate issuing = signed(SAMPLES.hierarchy().organisationCa().certificate());
        assertThat(hex(issuing.getSubject()))
                .isEqualTo("3020310B3009060355040B130230373111300F0603550403130854455354205A3242");
        assertThat(issuing.getSubject().toString()).contains("OU=07").contains("TEST");
    }

    @Test
    void deviceHasNoEndAndOrganisationTenYears() {
        assertThat(certificate("device-signing").getNotAfter().toInstant()).isEqualTo(Validity.NEVER);
        X509Certificate organisation = certificate("organisation-signing");
        assertThat(organisation.getNotAfter().toInstant())
                .isBetween(
                        Instant.now().plusSeconds(3649L * 86400), Instant.now().plusSeconds(3651L * 86400));
    }

    @Test
    void keyIsAnUncompressedPointOnP256AndTheSignatureHasNoParameters() {
        all().forEach(certificate -> {
            assertThat(hex(signed(certificate).getSubjectPublicKeyInfo()))
                    .startsWith("3059301306072A8648CE3D020106082A8648CE3D03010703420004");
            assertThat(hex(signed(certificate).getSignature())).isEqualTo("300A06082A8648CE3D040302");
        });
    }

    @Test
    void keyUsageIsCriticalAndOneBit() {
        Map<String, String> bits = Map.of(
                "organisation-signing", "03020780",
                "organisation-agreement", "03020308",
                "organisation-xml", "03020780",
                "device-signing", "03020780",
                "device-agreement", "03020308");
        bits.forEach((name, value) -> {
            Extension usage = signed(name).getExtensions().getExtension(Extension.keyUsage);
            assertThat(usage.isCritical()).isTrue();
            assertThat(Octets.of(usage.getExtnValue().getOctets()).hex())
                    .as(name)
                    .isEqualTo(value);
        });
    }

    @Test
    void policyIsCriticalAndTheOneOfTheProfile() throws MalformedException {
        assertThat(SmkiCertificate.read(certificate("device-signing")).policies())
                .containsExactly("1.2.826.0.1.1800000.1.2.1.4");
        assertThat(SmkiCertificate.read(certificate("organisation-signing")).policies())
                .containsExactly("1.2.826.0.1.8641679.1.2.1.4");
        all().forEach(certificate ->
                assertThat(certificate.getCriticalExtensionOIDs()).contains("2.5.29.32"));
    }

    @Test
    void keyIdentifiersAreOfEightOctetsByMethodTwo() throws MalformedException {
        for (IssuedIdentity identity : SAMPLES.identities().values()) {
            SmkiCertificate leaf = SmkiCertificate.read(identity.certificate());
            SmkiCertificate issuer = SmkiCertificate.read(identity.chain().get(1));
            assertThat(leaf.statedKeyIdentifier()).contains(leaf.keyIdentifier().octets());
            assertThat(leaf.authorityKeyIdentifier())
                    .contains(issuer.keyIdentifier().octets());
            assertThat(leaf.keyIdentifier().octets().at(0) >>> 4).isEqualTo(4);
        }
    }

    @Test
    void endEntitiesHaveNoOtherExtensionAndThePublishedOrder() {
        SAMPLES.identities().forEach((name, identity) -> {
            Extensions extensions = signed(name).getExtensions();
            assertThat(ORDER)
                    .as(name)
                    .containsSubsequence(java.util.Arrays.stream(extensions.getExtensionOIDs())
                            .map(ASN1ObjectIdentifier::getId)
                            .toList());
        });
    }

    @Test
    void onlyAuthoritiesHaveBasicConstraintsCriticalAndIssuingOnesPathLengthZero() {
        assertThat(SAMPLES.hierarchy().organisationCa().certificate().getBasicConstraints())
                .isZero();
        assertThat(SAMPLES.hierarchy().deviceCa().certificate().getBasicConstraints())
                .isZero();
        SAMPLES.hierarchy()
                .anchors()
                .forEach(authority ->
                        assertThat(authority.getCriticalExtensionOIDs()).contains("2.5.29.19", "2.5.29.15"));
    }

    /** A signature has 70 to 72 octets, in one of some hundred fewer; nothing else of a device's certificate varies. */
    @Test
    void sizesAreThePublishedOnes() {
        for (int round = 0; round < 50; round++) {
            X509Certificate device = SAMPLES.hierarchy()
                    .device(Samples.CEM, KeyUse.DIGITAL_SIGNATURE)
                    .certificate();
            assertThat(size(device) - device.getSignature().length)
                    .isEqualTo(419 - 70)
                    .isEqualTo(421 - 72);
        }
        assertThat(size(certificate("organisation-signing"))).isBetween(387, 433);
        assertThat(size(certificate("organisation-agreement"))).isBetween(387, 433);
        assertThat(size(certificate("organisation-xml"))).isBetween(387, 433);
    }

    private static int size(X509Certificate certificate) {
        return Pem.of(certificate).octets().size();
    }

    @Test
    void everyOneIsCleanAndHasItsProfile() throws MalformedException {
        Lint lint = ProfileLint.of(java.util.Set.of(), SAMPLES.hierarchy().anchors());
        for (Map.Entry<String, IssuedIdentity> entry : SAMPLES.identities().entrySet()) {
            SmkiCertificate read = SmkiCertificate.read(entry.getValue().certificate());
            assertThat(lint.certificate(read.x509())).isEmpty();
            assertThat(Profile.of(read.kind(), read.use(), read.role()).map(Profile::title))
                    .contains(entry.getKey());
        }
        assertThat(SAMPLES.hierarchy().anchors())
                .allSatisfy(authority -> assertThat(lint.certificate(authority)).isEmpty());
    }

    @Test
    void bothRolesThatSignXmlHaveOneProfile() {
        for (RemotePartyRole role : List.of(RemotePartyRole.XML_SIGNING, RemotePartyRole.DSP_XML_SIGNING)) {
            assertThat(Profile.of(CertificateKind.ORGANISATION, KeyUse.DIGITAL_SIGNATURE, Optional.of(role)))
                    .contains(Profile.ORGANISATION_XML);
        }
    }

    private static List<X509Certificate> all() {
        List<X509Certificate> all =
                new java.util.ArrayList<>(SAMPLES.hierarchy().anchors());
        SAMPLES.identities().values().forEach(identity -> all.add(identity.certificate()));
        return all;
    }

    private static X509Certificate certificate(String name) {
        return java.util.Objects.requireNonNull(SAMPLES.identities().get(name)).certificate();
    }

    private static TBSCertificate signed(String name) {
        return signed(certificate(name));
    }

    private static TBSCertificate signed(X509Certificate certificate) {
        return Certificate.getInstance(Pem.of(certificate).octets().toArray()).getTBSCertificate();
    }

    private static String hex(org.bouncycastle.asn1.ASN1Object object) {
        try {
            return Octets.of(object.getEncoded()).hex();
        } catch (java.io.IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
