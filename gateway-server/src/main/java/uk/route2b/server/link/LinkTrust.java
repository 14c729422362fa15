package uk.route2b.server.link;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import uk.route2b.protocol.certificate.CemCertificateRules;
import uk.route2b.protocol.certificate.CertificatePath;
import uk.route2b.protocol.certificate.CertificateRefusal;
import uk.route2b.protocol.certificate.PathOutcome;
import uk.route2b.protocol.certificate.RefusalDetail;
import uk.route2b.protocol.certificate.RefusalDiagnosis;
import uk.route2b.protocol.certificate.RevocationLists;
import uk.route2b.protocol.certificate.TrustAnchors;

/**
 * Whose certificates the link takes: authorities, and lists of what they have revoked. TLS asks it, the upgrade asks it
 * again, and open sockets are asked about whenever there is another one.
 */
public record LinkTrust(TrustAnchors anchors, RevocationLists lists) {
    /** Authorities without any list. */
    public static LinkTrust of(TrustAnchors anchors) {
        return new LinkTrust(anchors, RevocationLists.NONE);
    }

    /**
     * Without the authorities that a list of their own issuer names: a path may end at them, and then nothing would
     * look at that list.
     *
     * @return empty if no authority is left
     */
    public static Optional<LinkTrust> of(List<X509Certificate> authorities, RevocationLists lists, Instant now) {
        List<X509Certificate> left = authorities.stream()
                .filter(authority -> !isRevoked(authority, authorities, lists, now))
                .toList();
        return left.isEmpty() ? Optional.empty() : Optional.of(new LinkTrust(TrustAnchors.of(left), lists));
    }

    private static boolean isRevoked(
            X509Certificate authority, List<X509Certificate> authorities, RevocationLists lists, Instant now) {
        List<X509Certificate> others =
                authorities.stream().filter(other -> !other.equals(authority)).toList();
        if (others.isEmpty()) {
            return false;
        }
        PathOutcome path = new CertificatePath(TrustAnchors.of(others)).validate(List.of(authority), now);
        return path instanceof PathOutcome.Trusted trusted
                && lists.judge(trusted, now).equals(Optional.of(CertificateRefusal.REVOKED));
    }

    /**
     * Judges what a peer showed.
     *
     * @param chain its own certificate first
     * @return the reason to refuse it, or nothing
     */
    public Optional<CertificateRefusal> judge(List<X509Certificate> chain, Instant now) {
        Optional<CertificateRefusal> refusal = new CemCertificateRules(anchors).judge(chain, now);
        return refusal.isPresent() || lists.lists().isEmpty() ? refusal : revocation(chain, now);
    }

    /**
     * What exactly is wrong with what was refused for {@code reason}; it changes no verdict.
     *
     * @return nothing where the reason says it all
     */
    public Optional<RefusalDetail> detail(List<X509Certificate> chain, CertificateRefusal reason, Instant now) {
        boolean listed = reason == CertificateRefusal.REVOKED || reason == CertificateRefusal.REVOCATION_UNKNOWN;
        if (!listed) {
            return new RefusalDiagnosis(anchors).of(chain, reason, now);
        }
        PathOutcome path = new CertificatePath(anchors).validate(chain, now);
        return path instanceof PathOutcome.Trusted trusted ? lists.detail(trusted, now) : Optional.empty();
    }

    /** Whether any list, good or bad, has a certificate of {@code chain}: a look that costs no signature. */
    public boolean names(List<X509Certificate> chain) {
        return lists.lists().stream()
                .anyMatch(list -> chain.stream().anyMatch(each -> list.getRevokedCertificate(each) != null));
    }

    private Optional<CertificateRefusal> revocation(List<X509Certificate> chain, Instant now) {
        PathOutcome path = new CertificatePath(anchors).validate(chain, now);
        return path instanceof PathOutcome.Trusted trusted
                ? lists.judge(trusted, now)
                : Optional.of(((PathOutcome.Refused) path).reason());
    }

    @Override
    public String toString() {
        return anchors.certificates().stream()
                        .map(each -> each.getSubjectX500Principal().getName())
                        .sorted()
                        .collect(Collectors.joining("; "))
                + ", " + lists.lists().size() + " revocation lists";
    }
}
