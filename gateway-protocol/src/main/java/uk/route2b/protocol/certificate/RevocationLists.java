package uk.route2b.protocol.certificate;

import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Revocation lists that an operator supplies, because no SMKI certificate says where to fetch one.
 *
 * <p>An issuer without any list revokes nothing: devices have none and are struck off the register instead. An issuer
 * whose lists are all stale, forged or unreadable leaves it open, which is refused.
 *
 * @param lists of any number of issuers, and several of one
 */
public record RevocationLists(List<X509CRL> lists) {
    /** No list at all. */
    public static final RevocationLists NONE = new RevocationLists(List.of());

    private static final String CRL_NUMBER = "2.5.29.20";

    public RevocationLists {
        lists = List.copyOf(lists);
    }

    /** The same, from any collection. */
    public static RevocationLists of(Collection<X509CRL> lists) {
        return new RevocationLists(List.copyOf(lists));
    }

    /** Judges every certificate of {@code path} by the lists of its issuer. */
    public Optional<CertificateRefusal> judge(PathOutcome.Trusted path, Instant now) {
        for (int index = 0; index < path.path().size(); index++) {
            Optional<CertificateRefusal> refusal = judge(path.path().get(index), issuer(path, index), now);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    /** What exactly {@link #judge} has against {@code path}: for the operator, and nothing where it has nothing. */
    public Optional<RefusalDetail> detail(PathOutcome.Trusted path, Instant now) {
        for (int index = 0; index < path.path().size(); index++) {
            X509Certificate issuer = issuer(path, index);
            Optional<CertificateRefusal> refusal = judge(path.path().get(index), issuer, now);
            if (refusal.isPresent()) {
                RefusalDetail serial = index == 0 ? RefusalDetail.OWN_SERIAL : RefusalDetail.ISSUER_SERIAL;
                return Optional.of(refusal.get() == CertificateRefusal.REVOKED ? serial : unusable(issuer, now));
            }
        }
        return Optional.empty();
    }

    private static X509Certificate issuer(PathOutcome.Trusted path, int index) {
        boolean last = index == path.path().size() - 1;
        return last ? path.anchor() : path.path().get(index + 1);
    }

    private RefusalDetail unusable(X509Certificate issuer, Instant now) {
        List<X509CRL> signed =
                of(issuer).stream().filter(list -> signed(list, issuer)).toList();
        if (signed.isEmpty()) {
            return RefusalDetail.LIST_SIGNATURE;
        }
        boolean late = signed.stream().noneMatch(list -> inTime(list, now));
        return late ? RefusalDetail.LIST_DATES : RefusalDetail.LIST_FORM;
    }

    /** Whether there is a list of {@code issuer}, good or bad; one may want to refuse where there is none. */
    public boolean covers(X509Certificate issuer) {
        return !of(issuer).isEmpty();
    }

    private Optional<CertificateRefusal> judge(X509Certificate certificate, X509Certificate issuer, Instant now) {
        List<X509CRL> named = of(issuer);
        List<X509CRL> good =
                named.stream().filter(list -> holds(list, issuer, now)).toList();
        if (good.stream().anyMatch(list -> list.getRevokedCertificate(certificate) != null)) {
            return Optional.of(CertificateRefusal.REVOKED);
        }
        boolean open = good.isEmpty() && !named.isEmpty();
        return open ? Optional.of(CertificateRefusal.REVOCATION_UNKNOWN) : Optional.empty();
    }

    private List<X509CRL> of(X509Certificate issuer) {
        return lists.stream()
                .filter(list -> list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal()))
                .toList();
    }

    /** Whether {@code list} says what {@code issuer} has revoked, now: in time, numbered and signed by its key. */
    public static boolean holds(X509CRL list, X509Certificate issuer, Instant now) {
        return inTime(list, now) && numbered(list) && maySign(issuer) && signed(list, issuer);
    }

    /** The JDK would take a list up to fifteen minutes after its time. */
    private static boolean inTime(X509CRL list, Instant now) {
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        @Nullable Date next = list.getNextUpdate();
        return next != null && !second.isBefore(list.getThisUpdate().toInstant()) && !second.isAfter(next.toInstant());
    }

    /** RFC 5280 section 5.2.3; any critical extension would change what the list means. */
    private static boolean numbered(X509CRL list) {
        @Nullable Set<String> critical = list.getCriticalExtensionOIDs();
        return list.getExtensionValue(CRL_NUMBER) != null && (critical == null || critical.isEmpty());
    }

    /** RFC 5280 section 6.3.3 (f). */
    private static boolean maySign(X509Certificate issuer) {
        boolean @Nullable [] usage = issuer.getKeyUsage();
        return usage == null || usage[KeyUse.CRL_BIT];
    }

    private static boolean signed(X509CRL list, X509Certificate issuer) {
        try {
            list.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException forged) {
            return false;
        }
    }
}
