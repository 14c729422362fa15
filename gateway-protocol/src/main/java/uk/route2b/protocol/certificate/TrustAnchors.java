package uk.route2b.protocol.certificate;

import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The certificate authorities that are trusted. An issuing authority alone may be one: that trusts nothing else that
 * its root may certify.
 *
 * <p>The JDK accepts an anchor that has expired, so {@link #at} leaves it out.
 *
 * @param certificates certificate authorities; at least one
 */
public record TrustAnchors(Set<X509Certificate> certificates) {
    /** @throws IllegalArgumentException if there is none, or one that is no certificate authority */
    public TrustAnchors {
        certificates = Set.copyOf(certificates);
        if (certificates.isEmpty() || !certificates.stream().allMatch(TrustAnchors::authority)) {
            throw new IllegalArgumentException("trust anchors are certificate authorities, one or more");
        }
    }

    /** The same, from any collection. */
    public static TrustAnchors of(Collection<X509Certificate> certificates) {
        return new TrustAnchors(new LinkedHashSet<>(certificates));
    }

    /**
     * Whether {@code certificate} may be an anchor: an authority whose key usage, if it has one, allows certificates.
     */
    public static boolean authority(X509Certificate certificate) {
        boolean @Nullable [] usage = certificate.getKeyUsage();
        return certificate.getBasicConstraints() >= 0 && (usage == null || usage[KeyUse.CERTIFICATE_BIT]);
    }

    /** Those whose own dates hold at {@code now}. */
    Set<TrustAnchor> at(Instant now) {
        return certificates.stream()
                .filter(certificate -> Validity.judge(certificate, now).isEmpty())
                .map(certificate -> new TrustAnchor(certificate, null))
                .collect(Collectors.toUnmodifiableSet());
    }
}
