package uk.route2b.protocol.certificate;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Walks from a certificate towards an anchor, as far as it gets, and says what stopped it. The JDK's path builder only
 * says that it found no way.
 */
final class ChainWalk {
    private final TrustAnchors anchors;
    private final List<X509Certificate> chain;
    private final Instant now;

    ChainWalk(TrustAnchors anchors, List<X509Certificate> chain, Instant now) {
        this.anchors = anchors;
        this.chain = chain;
        this.now = now;
    }

    RefusalDetail fault() {
        if (chain.size() > CertificatePath.LONGEST) {
            return RefusalDetail.TOO_LONG;
        }
        X509Certificate current = chain.get(0);
        if (anchors.certificates().contains(current)) {
            return RefusalDetail.ITSELF_AN_ANCHOR;
        }
        List<X509Certificate> path = new ArrayList<>(List.of(current));
        for (int below = 0; below < CertificatePath.LONGEST; below++) {
            if (current.hasUnsupportedCriticalExtension()) {
                return RefusalDetail.CRITICAL_EXTENSION;
            }
            Optional<X509Certificate> issuer = signer(current);
            if (issuer.isEmpty()) {
                return withoutSigner(current);
            }
            path.add(issuer.get());
            Optional<RefusalDetail> unfit = unfit(issuer.get(), below);
            if (unfit.isPresent() || anchors.certificates().contains(issuer.get())) {
                return unfit.orElseGet(() -> BrokenRule.of(path));
            }
            current = issuer.get();
        }
        return RefusalDetail.TOO_LONG;
    }

    /** @param below how many authorities stand between {@code issuer} and the end entity */
    private Optional<RefusalDetail> unfit(X509Certificate issuer, int below) {
        int most = issuer.getBasicConstraints();
        if (most < 0) {
            return Optional.of(RefusalDetail.NOT_AN_AUTHORITY);
        }
        if (!TrustAnchors.authority(issuer)) {
            return Optional.of(RefusalDetail.MAY_NOT_CERTIFY);
        }
        if (Validity.judge(issuer, now).isPresent()) {
            return Optional.of(RefusalDetail.ISSUER_DATES);
        }
        return most < below ? Optional.of(RefusalDetail.PATH_LENGTH) : Optional.empty();
    }

    private RefusalDetail withoutSigner(X509Certificate current) {
        if (current.getSubjectX500Principal().equals(current.getIssuerX500Principal())) {
            return RefusalDetail.SELF_ISSUED;
        }
        return named(current).findAny().isPresent() ? RefusalDetail.SIGNATURE : RefusalDetail.NO_ISSUER;
    }

    /** Whoever signed it; an anchor before any other, so that the walk ends. */
    private Optional<X509Certificate> signer(X509Certificate current) {
        return named(current).filter(issuer -> signed(issuer, current)).findFirst();
    }

    private Stream<X509Certificate> named(X509Certificate current) {
        return Stream.concat(anchors.certificates().stream(), chain.stream())
                .filter(issuer -> !issuer.equals(current))
                .filter(issuer -> issuer.getSubjectX500Principal().equals(current.getIssuerX500Principal()));
    }

    private static boolean signed(X509Certificate issuer, X509Certificate current) {
        try {
            current.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException no) {
            return false;
        }
    }
}
