package uk.route2b.protocol.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.route2b.protocol.specimen.Infrastructure.ISSUING;
import static uk.route2b.protocol.specimen.Infrastructure.ISSUING_KEY;
import static uk.route2b.protocol.specimen.Infrastructure.ISSUING_NAME;
import static uk.route2b.protocol.specimen.Infrastructure.NOW;
import static uk.route2b.protocol.specimen.Infrastructure.ROOT;
import static uk.route2b.protocol.specimen.Infrastructure.ROOT_KEY;
import static uk.route2b.protocol.specimen.Infrastructure.ROOT_NAME;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.specimen.CertificateDraft;
import uk.route2b.protocol.specimen.Infrastructure;
import uk.route2b.protocol.specimen.Keys;

class RevocationListsTest {
    private static final X509Certificate DEVICE =
            Infrastructure.device(Keys.CEM.getPublic()).sign(ISSUING_KEY);
    private static final Octets NUMBER = CertificateDraft.extension("551D14", false, Octets.ofHex("020101"));
    private static final Instant FROM = NOW.minusSeconds(60);
    private static final Instant UNTIL = NOW.plusSeconds(60);
    private static final PathOutcome.Trusted PATH = new PathOutcome.Trusted(List.of(DEVICE, ISSUING), ROOT);

    @Test
    void whatIsListedIsRevokedAndNothingElse() {
        expect(CertificateRefusal.REVOKED, list(List.of(DEVICE.getSerialNumber())));
        expectNothing(list(List.of(BigInteger.TEN)));
        expectNothing();
    }

    @Test
    void theListOfTheAnchorRevokesTheAuthority() {
        expect(
                CertificateRefusal.REVOKED,
                CertificateDraft.list(
                        ROOT_NAME, FROM, UNTIL, List.of(ISSUING.getSerialNumber()), List.of(NUMBER), ROOT_KEY));
    }

    @Test
    void aListHoldsFromItsFirstSecondToTheEndOfItsLast() {
        RevocationLists lists = RevocationLists.of(List.of(list(List.of(BigInteger.TEN))));
        assertThat(lists.judge(PATH, FROM)).isEmpty();
        assertThat(lists.judge(PATH, UNTIL.plusMillis(999))).isEmpty();
        assertThat(lists.judge(PATH, FROM.minusMillis(1))).contains(CertificateRefusal.REVOCATION_UNKNOWN);
        assertThat(lists.judge(PATH, UNTIL.plusSeconds(1))).contains(CertificateRefusal.REVOCATION_UNKNOWN);
    }

    @Test
    void aForgedListAnUnnumberedOneAndOneThatMeansSomethingElseDoNotCount() {
        List<BigInteger> listed = List.of(DEVICE.getSerialNumber());
        expect(CertificateRefusal.REVOCATION_UNKNOWN, list(listed, List.of(NUMBER), Keys.STRANGER));
        expect(CertificateRefusal.REVOCATION_UNKNOWN, list(listed, List.of(), ISSUING_KEY));
        Octets critical = CertificateDraft.extension("2A0304", true, Octets.ofHex("0500"));
        expect(CertificateRefusal.REVOCATION_UNKNOWN, list(listed, List.of(NUMBER, critical), ISSUING_KEY));
    }

    @Test
    void aGoodListBesideABadOneIsEnough() {
        X509CRL forged = list(List.of(), List.of(NUMBER), Keys.STRANGER);
        expectNothing(forged, list(List.of()));
        expect(CertificateRefusal.REVOKED, forged, list(List.of(DEVICE.getSerialNumber())));
    }

    @Test
    void anAuthorityThatMayNotSignListsHasNone() {
        X509Certificate certifies = issuing(CertificateDraft.keyUsage("03020204"));
        X509Certificate anything = issuing();
        RevocationLists lists = RevocationLists.of(List.of(list(List.of(DEVICE.getSerialNumber()))));
        assertThat(lists.judge(new PathOutcome.Trusted(List.of(DEVICE), certifies), NOW))
                .contains(CertificateRefusal.REVOCATION_UNKNOWN);
        assertThat(lists.judge(new PathOutcome.Trusted(List.of(DEVICE), anything), NOW))
                .contains(CertificateRefusal.REVOKED);
    }

    @Test
    void listsAreOfTheirIssuersOnly() {
        RevocationLists lists = RevocationLists.of(List.of(list(List.of())));
        assertThat(lists.covers(ISSUING)).isTrue();
        assertThat(lists.covers(ROOT)).isFalse();
        assertThat(RevocationLists.NONE.covers(ISSUING)).isFalse();
    }

    /** For the operator: which certificate, and what is wrong with the lists. */
    @Test
    void whatExactlyIsWrongIsSaid() {
        List<BigInteger> listed = List.of(DEVICE.getSerialNumber());
        assertThat(detail(PATH, NOW, list(listed))).contains(RefusalDetail.OWN_SERIAL);
        X509CRL ofRoot = CertificateDraft.list(
                ROOT_NAME, FROM, UNTIL, List.of(ISSUING.getSerialNumber()), List.of(NUMBER), ROOT_KEY);
        assertThat(detail(PATH, NOW, list(List.of()), ofRoot)).contains(RefusalDetail.ISSUER_SERIAL);
        assertThat(detail(PATH, NOW, list(listed, List.of(NUMBER), Keys.STRANGER)))
                .contains(RefusalDetail.LIST_SIGNATURE);
        assertThat(detail(PATH, UNTIL.plusSeconds(1), list(listed), list(listed, List.of(NUMBER), Keys.STRANGER)))
                .contains(RefusalDetail.LIST_DATES);
        assertThat(detail(PATH, NOW, list(listed, List.of(), ISSUING_KEY))).contains(RefusalDetail.LIST_FORM);
        assertThat(detail(PATH, NOW, list(List.of()))).isEmpty();
    }

    private static Optional<RefusalDetail> detail(PathOutcome.Trusted path, Instant now, X509CRL... lists) {
        return new RevocationLists(List.of(lists)).detail(path, now);
    }

    private static X509Certificate issuing(Octets... extensions) {
        return CertificateDraft.of(ISSUING_NAME, ROOT_NAME, ISSUING_KEY.getPublic(), extensions)
                .with(CertificateDraft.authority(0))
                .sign(ROOT_KEY);
    }

    private static X509CRL list(List<BigInteger> revoked) {
        return list(revoked, List.of(NUMBER), ISSUING_KEY);
    }

    private static X509CRL list(List<BigInteger> revoked, List<Octets> extensions, KeyPair key) {
        return CertificateDraft.list(ISSUING_NAME, FROM, UNTIL, revoked, extensions, key);
    }

    private static void expect(CertificateRefusal reason, X509CRL... lists) {
        assertThat(judged(lists)).contains(reason);
    }

    private static void expectNothing(X509CRL... lists) {
        assertThat(judged(lists)).isEmpty();
    }

    private static Optional<CertificateRefusal> judged(X509CRL... lists) {
        return new RevocationLists(List.of(lists)).judge(PATH, NOW);
    }
}
