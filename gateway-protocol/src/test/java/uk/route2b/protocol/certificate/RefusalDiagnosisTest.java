package uk.route2b.protocol.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.route2b.protocol.specimen.CertificateDraft.chain;
import static uk.route2b.protocol.specimen.Infrastructure.ISSUING;
import static uk.route2b.protocol.specimen.Infrastructure.ISSUING_KEY;
import static uk.route2b.protocol.specimen.Infrastructure.ISSUING_NAME;
import static uk.route2b.protocol.specimen.Infrastructure.NOW;
import static uk.route2b.protocol.specimen.Infrastructure.ROOT;
import static uk.route2b.protocol.specimen.Infrastructure.ROOT_KEY;
import static uk.route2b.protocol.specimen.Infrastructure.ROOT_NAME;

import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.specimen.CertificateDraft;
import uk.route2b.protocol.specimen.Infrastructure;
import uk.route2b.protocol.specimen.Keys;

class RefusalDiagnosisTest {
    private static final PublicKey KEY = Keys.CEM.getPublic();
    private static final X509Certificate DEVICE = Infrastructure.device(KEY).sign(ISSUING_KEY);

    private final RefusalDiagnosis diagnosis = new RefusalDiagnosis(TrustAnchors.of(List.of(ROOT)));

    @Test
    void whatTheChainLacksIsSaid() {
        expectChain(RefusalDetail.RULES, DEVICE, ISSUING);
        expectChain(RefusalDetail.NO_ISSUER, DEVICE);
        expectChain(RefusalDetail.SIGNATURE, Infrastructure.device(KEY).sign(Keys.STRANGER), ISSUING);
        expectChain(RefusalDetail.ITSELF_AN_ANCHOR, ROOT);
        CertificateDraft alone = CertificateDraft.of(
                CertificateDraft.name("alone"), CertificateDraft.name("alone"), KEY, CertificateDraft.SIGNATURE_USE);
        expectChain(RefusalDetail.SELF_ISSUED, alone.sign(Keys.CEM), ISSUING);
        expectChain(
                RefusalDetail.CRITICAL_EXTENSION,
                Infrastructure.device(KEY)
                        .with(CertificateDraft.extension("2A0304", true, Octets.ofHex("0500")))
                        .sign(ISSUING_KEY),
                ISSUING);
    }

    @Test
    void whatIsWrongWithAnIssuerIsSaid() {
        expectChain(RefusalDetail.NOT_AN_AUTHORITY, DEVICE, issuing(CertificateDraft.SIGNATURE_USE));
        expectChain(
                RefusalDetail.MAY_NOT_CERTIFY,
                DEVICE,
                issuing(CertificateDraft.SIGNATURE_USE, CertificateDraft.authority(0)));
        expectChain(
                RefusalDetail.ISSUER_DATES,
                DEVICE,
                Infrastructure.issuing().until(NOW.minusSeconds(1)).sign(ROOT_KEY));
    }

    /** Signatures, authorities and dates are in order, and something else is not. */
    @Test
    void whichRuleIsBrokenIsSaid() {
        Octets forServers = CertificateDraft.extension("551D25", false, Octets.ofHex("300A06082B06010505070301"));
        Octets forClients = CertificateDraft.extension("551D25", false, Octets.ofHex("300A06082B06010505070302"));
        expectChain(RefusalDetail.OTHER_PURPOSE, device(forServers), ISSUING);
        expectChain(RefusalDetail.RULES, device(forClients), ISSUING);

        Octets ones = CertificateDraft.extension("551D23", false, Octets.ofHex("300A80080101010101010101"));
        X509Certificate keyOfOnes = Infrastructure.issuing()
                .with(CertificateDraft.extension("551D0E", false, Octets.ofHex("04080101010101010101")))
                .sign(ROOT_KEY);
        X509Certificate keyOfTwos = Infrastructure.issuing()
                .with(CertificateDraft.extension("551D0E", false, Octets.ofHex("04080202020202020202")))
                .sign(ROOT_KEY);
        expectChain(RefusalDetail.RULES, device(ones), keyOfOnes);
        expectChain(RefusalDetail.ISSUER_KEY, device(ones), keyOfTwos);
        expectChain(RefusalDetail.RULES, DEVICE, keyOfTwos);

        X509Certificate constrained = Infrastructure.issuing()
                .with(CertificateDraft.extension("551D1E", true, Octets.ofHex("3000")))
                .sign(ROOT_KEY);
        expectChain(RefusalDetail.NAMES, DEVICE, constrained);
    }

    private static X509Certificate device(Octets extension) {
        return Infrastructure.device(KEY).with(extension).sign(ISSUING_KEY);
    }

    /** The root allows one authority below it, and the issuing one none. */
    @Test
    void anAuthorityTooManyIsSaid() {
        KeyPair lower = Keys.p256();
        Octets name = CertificateDraft.name("lower");
        X509Certificate below = CertificateDraft.of(
                        name,
                        ISSUING_NAME,
                        lower.getPublic(),
                        CertificateDraft.AUTHORITY_USE,
                        CertificateDraft.authority(0))
                .sign(ISSUING_KEY);
        X509Certificate device = CertificateDraft.of(
                        CertificateDraft.name(), name, KEY, CertificateDraft.SIGNATURE_USE, Infrastructure.MODULE)
                .sign(lower);
        expectChain(RefusalDetail.PATH_LENGTH, device, below, ISSUING);
    }

    @Test
    void moreCertificatesThanAnyChainHasAreNotWalked() {
        List<X509Certificate> many = new ArrayList<>(List.of(DEVICE, ISSUING));
        many.addAll(Collections.nCopies(CertificatePath.LONGEST - 2, ROOT));
        assertThat(diagnosis.of(many, CertificateRefusal.CHAIN, NOW)).contains(RefusalDetail.RULES);
        many.add(ROOT);
        assertThat(diagnosis.of(many, CertificateRefusal.CHAIN, NOW)).contains(RefusalDetail.TOO_LONG);
    }

    /** Two authorities that certify each other. */
    @Test
    void aWalkInACircleEnds() {
        KeyPair first = Keys.p256();
        KeyPair second = Keys.p256();
        Octets one = CertificateDraft.name("one");
        Octets two = CertificateDraft.name("two");
        Octets many = CertificateDraft.authority(9);
        X509Certificate byTwo = CertificateDraft.of(one, two, first.getPublic(), CertificateDraft.AUTHORITY_USE, many)
                .sign(second);
        X509Certificate byOne = CertificateDraft.of(two, one, second.getPublic(), CertificateDraft.AUTHORITY_USE, many)
                .sign(first);
        expectChain(RefusalDetail.TOO_LONG, byTwo, byOne);
    }

    @Test
    void whoseDatesItWasIsSaid() {
        X509Certificate over =
                Infrastructure.device(KEY).until(NOW.minusSeconds(1)).sign(ISSUING_KEY);
        expect(CertificateRefusal.EXPIRED, RefusalDetail.OWN_DATES, over);
        expect(CertificateRefusal.EXPIRED, RefusalDetail.ISSUER_DATES, DEVICE);
        expect(CertificateRefusal.NOT_YET_VALID, RefusalDetail.ISSUER_DATES, DEVICE);
    }

    @Test
    void whatADeviceLacksIsSaid() {
        expect(CertificateRefusal.NOT_A_DEVICE, RefusalDetail.AN_AUTHORITY, ISSUING);
        expect(
                CertificateRefusal.NOT_A_DEVICE,
                RefusalDetail.AN_ORGANISATION,
                Infrastructure.organisation(KEY).sign(ISSUING_KEY));
        CertificateDraft named = CertificateDraft.of(CertificateDraft.name("a"), ISSUING_NAME, KEY);
        expect(CertificateRefusal.NOT_A_DEVICE, RefusalDetail.HAS_SUBJECT, named.sign(ISSUING_KEY));
        CertificateDraft bare = CertificateDraft.of(CertificateDraft.name(), ISSUING_NAME, KEY);
        expect(CertificateRefusal.NOT_A_DEVICE, RefusalDetail.NO_MODULE, bare.sign(ISSUING_KEY));
    }

    @Test
    void whatCannotBeReadIsSaid() {
        CertificateDraft other =
                Infrastructure.device(Keys.ellipticCurve("secp384r1").getPublic());
        expect(CertificateRefusal.NOT_A_CERTIFICATE, RefusalDetail.KEY, other.sign(ISSUING_KEY));
        Octets twice = CertificateDraft.name(
                CertificateDraft.attribute("55040B", CertificateDraft.element(0x0C, Octets.ofText("08"))),
                CertificateDraft.attribute("55040B", CertificateDraft.element(0x0C, Octets.ofText("02"))));
        CertificateDraft names = CertificateDraft.of(twice, ISSUING_NAME, KEY);
        expect(CertificateRefusal.NOT_A_CERTIFICATE, RefusalDetail.SUBJECT_NAMES, names.sign(ISSUING_KEY));
        CertificateDraft module = CertificateDraft.of(
                CertificateDraft.name(), ISSUING_NAME, KEY, Infrastructure.module("0407", "DB1234567890C1"));
        expect(CertificateRefusal.NOT_A_CERTIFICATE, RefusalDetail.MODULE, module.sign(ISSUING_KEY));
        expect(CertificateRefusal.NOT_A_CERTIFICATE, RefusalDetail.EXTENSION, DEVICE);
    }

    @Test
    void useAndAlgorithmAreSaid() {
        expect(CertificateRefusal.NOT_FOR_SIGNING, RefusalDetail.OTHER_USE, ISSUING);
        CertificateDraft none = CertificateDraft.of(CertificateDraft.name(), ISSUING_NAME, KEY);
        expect(CertificateRefusal.NOT_FOR_SIGNING, RefusalDetail.NO_USE, none.sign(ISSUING_KEY));
        X509Certificate otherwise =
                Infrastructure.device(KEY).by(CertificateDraft.Algorithm.SHA384).sign(ISSUING_KEY);
        expect(CertificateRefusal.PROFILE, RefusalDetail.ALGORITHM, otherwise);
        assertThat(diagnosis.of(chain(DEVICE), CertificateRefusal.PROFILE, NOW)).isEmpty();
    }

    @Test
    void otherReasonsSayItAll() {
        assertThat(diagnosis.of(chain(DEVICE), CertificateRefusal.UNKNOWN_CEM, NOW))
                .isEmpty();
        assertThat(diagnosis.of(List.of(), CertificateRefusal.CHAIN, NOW)).isEmpty();
    }

    private static X509Certificate issuing(Octets... extensions) {
        return CertificateDraft.of(ISSUING_NAME, ROOT_NAME, ISSUING_KEY.getPublic(), extensions)
                .sign(ROOT_KEY);
    }

    private void expectChain(RefusalDetail detail, X509Certificate... shown) {
        expect(CertificateRefusal.CHAIN, detail, shown);
    }

    private void expect(CertificateRefusal reason, RefusalDetail detail, X509Certificate... shown) {
        assertThat(diagnosis.of(chain(shown), reason, NOW)).contains(detail);
    }
}
