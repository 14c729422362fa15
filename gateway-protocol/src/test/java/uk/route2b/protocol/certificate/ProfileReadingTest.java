package uk.route2b.protocol.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.route2b.protocol.specimen.Infrastructure.ISSUING;
import static uk.route2b.protocol.specimen.Infrastructure.ISSUING_KEY;
import static uk.route2b.protocol.specimen.Infrastructure.ISSUING_NAME;
import static uk.route2b.protocol.specimen.Infrastructure.ROOT;

import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.specimen.CertificateDraft;
import uk.route2b.protocol.specimen.Infrastructure;
import uk.route2b.protocol.specimen.Keys;

/** What certificates of each profile are read as. */
class ProfileReadingTest {
    private static final EntityIdentifier CEM = EntityIdentifier.parse("00-DB-12-34-56-78-90-C1");

    @Test
    void eachKindIsKnownByItsShape() throws Exception {
        assertThat(read(Infrastructure.device(Keys.CEM.getPublic())).kind()).isEqualTo(CertificateKind.DEVICE);
        assertThat(read(Infrastructure.device(Keys.CEM.getPublic())).entity()).contains(CEM);
        SmkiCertificate organisation = read(Infrastructure.organisation(Keys.DSRSP.getPublic()));
        assertThat(organisation.kind()).isEqualTo(CertificateKind.ORGANISATION);
        assertThat(organisation.role()).contains(RemotePartyRole.LOAD_CONTROLLER);
        assertThat(SmkiCertificate.read(ROOT).kind()).isEqualTo(CertificateKind.ROOT);
        assertThat(SmkiCertificate.read(ISSUING).kind()).isEqualTo(CertificateKind.ISSUING);
        assertThat(read(draft("a")).kind()).isEqualTo(CertificateKind.OTHER);
        assertThat(read(draft("a").with(Infrastructure.MODULE)).kind()).isEqualTo(CertificateKind.OTHER);
    }

    @Test
    void datesAndKeyAreThoseOfTheCertificate() throws Exception {
        SmkiCertificate read = read(Infrastructure.device(Keys.CEM.getPublic()));
        assertThat(read.notBefore()).isEqualTo(CertificateDraft.FIRST);
        assertThat(read.notAfter()).isEqualTo(CertificateDraft.LAST);
        assertThat(read.publicKey()).isEqualTo(Keys.CEM.getPublic());
    }

    @Test
    void extensionsAreReadFromTheirOctets() throws Exception {
        X509Certificate certificate = draft("a")
                .with(CertificateDraft.extension("551D20", false, Octets.ofHex("300C300406022A03300406022A04")))
                .with(Infrastructure.MODULE)
                .sign(ISSUING_KEY);
        assertThat(SmkiCertificate.policies(certificate)).containsExactly("1.2.3", "1.2.4");
        assertThat(SmkiCertificate.hardwareModuleName(certificate)).contains(CEM);
        assertThat(SmkiCertificate.policies(ROOT)).isEmpty();
        assertThat(SmkiCertificate.hardwareModuleName(ROOT)).isEmpty();
    }

    @Test
    void onlyTheKeyIdentifierOfTheIssuerIsTaken() throws Exception {
        Octets key = CertificateDraft.extension("551D23", false, Octets.ofHex("30048002CAFE"));
        assertThat(read(draft("a").with(key)).authorityKeyIdentifier()).contains(Octets.ofHex("CAFE"));
        Octets serialOnly = CertificateDraft.extension("551D23", false, Octets.ofHex("3003820101"));
        assertThat(read(draft("a").with(serialOnly)).authorityKeyIdentifier()).isEmpty();
        assertThat(read(draft("a")).authorityKeyIdentifier()).isEmpty();
    }

    @Test
    void nothingStandsBehindASerialNumber() {
        CertificateDraft more = CertificateDraft.of(
                CertificateDraft.name(),
                ISSUING_NAME,
                Keys.CEM.getPublic(),
                Infrastructure.module("0408", "00DB1234567890C1" + "0500"));
        assertThatThrownBy(() -> read(more)).isInstanceOf(MalformedException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "03020780, DIGITAL_SIGNATURE",
        "03020308, KEY_AGREEMENT",
        "03020204, CERTIFICATE_SIGNING",
        "03020106, CERTIFICATE_SIGNING",
        "03020102, OTHER",
        "03020640, OTHER",
        "030206C0, OTHER",
        "03020388, OTHER",
        "03020284, OTHER",
        "0303078080, OTHER"
    })
    void exactlyOneUseIsAllowed(String bits, KeyUse use) {
        assertThat(KeyUse.of(draft("a").with(CertificateDraft.keyUsage(bits)).sign(ISSUING_KEY)))
                .isEqualTo(use);
    }

    @Test
    void withoutUseItIsForNothing() {
        assertThat(KeyUse.of(draft("a").sign(ISSUING_KEY))).isEqualTo(KeyUse.OTHER);
    }

    private static CertificateDraft draft(String name) {
        return CertificateDraft.of(CertificateDraft.name(name), ISSUING_NAME, Keys.CEM.getPublic());
    }

    private static SmkiCertificate read(CertificateDraft draft) throws MalformedException {
        return SmkiCertificate.read(draft.sign(ISSUING_KEY));
    }
}
