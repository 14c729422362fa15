package uk.route2b.protocol.certificate;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for a chain from a certificate to an anchor (RFC 5280 section 6) and adds what the JDK leaves out: the anchor's
 * own dates and path length.
 *
 * <p>Revocation is not looked at: no SMKI certificate says where to ask, and devices have no list.
 */
public final class CertificatePath {
    /** Root, issuing authority and end entity are three; more than this is an attack. */
    public static final int LONGEST = 8;

    private final TrustAnchors anchors;
    private final int mostIntermediates;

    public CertificatePath(TrustAnchors anchors) {
        this(anchors, LONGEST);
    }

    /**
     * @param mostIntermediates how many authorities may stand between anchor and end entity, not counting those that
     *     certify themselves under a new key
     */
    public CertificatePath(TrustAnchors anchors, int mostIntermediates) {
        this.anchors = anchors;
        this.mostIntermediates = mostIntermediates;
    }

    /**
     * Judges the first certificate of {@code chain}; the others may help to find the way, in any order, and the anchor
     * may be among them.
     *
     * @param now the moment for which all dates have to hold
     */
    public PathOutcome validate(List<X509Certificate> chain, Instant now) {
        if (chain.isEmpty()) {
            return new PathOutcome.Refused(CertificateRefusal.NO_CERTIFICATE);
        }
        Optional<CertificateRefusal> dates = Validity.judge(chain.get(0), now);
        if (dates.isPresent()) {
            return new PathOutcome.Refused(dates.get());
        }
        Set<TrustAnchor> trusted = anchors.at(now);
        if (trusted.isEmpty()) {
            return new PathOutcome.Refused(CertificateRefusal.EXPIRED);
        }
        return chain.size() > LONGEST ? new PathOutcome.Refused(CertificateRefusal.CHAIN) : build(chain, trusted, now);
    }

    private PathOutcome build(List<X509Certificate> chain, Set<TrustAnchor> trusted, Instant now) {
        try {
            PKIXCertPathBuilderResult result = (PKIXCertPathBuilderResult)
                    CertPathBuilder.getInstance("PKIX").build(parameters(chain, trusted, now));
            return withinAnchor(trusted(result));
        } catch (GeneralSecurityException refused) {
            return new PathOutcome.Refused(reason(refused));
        } catch (UnsupportedOperationException stumbled) {
            // The JDK's path builder throws this at name constraints over an otherName, which a peer can send.
            return new PathOutcome.Refused(CertificateRefusal.CHAIN);
        }
    }

    private PKIXBuilderParameters parameters(List<X509Certificate> chain, Set<TrustAnchor> trusted, Instant now)
            throws GeneralSecurityException {
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(chain.get(0));
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(trusted, target);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(now.truncatedTo(ChronoUnit.SECONDS)));
        parameters.setMaxPathLength(mostIntermediates);
        return parameters;
    }

    private static PathOutcome.Trusted trusted(PKIXCertPathBuilderResult result) {
        List<X509Certificate> path = result.getCertPath().getCertificates().stream()
                .map(X509Certificate.class::cast)
                .toList();
        return new PathOutcome.Trusted(path, result.getTrustAnchor().getTrustedCert());
    }

    /** An empty path means that the certificate is itself an anchor: no anchor stands for a party. */
    private static PathOutcome withinAnchor(PathOutcome.Trusted found) {
        boolean within = !found.path().isEmpty()
                && intermediates(found.path()) <= found.anchor().getBasicConstraints();
        return within ? found : new PathOutcome.Refused(CertificateRefusal.CHAIN);
    }

    /** RFC 5280 section 6.1.4 (l): those that certify themselves do not count. */
    private static long intermediates(List<X509Certificate> path) {
        return path.stream()
                .skip(1)
                .filter(authority -> !authority.getSubjectX500Principal().equals(authority.getIssuerX500Principal()))
                .count();
    }

    private static CertificateRefusal reason(GeneralSecurityException refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertPathValidatorException invalid) {
                if (invalid.getReason() == CertPathValidatorException.BasicReason.EXPIRED) {
                    return CertificateRefusal.EXPIRED;
                }
                if (invalid.getReason() == CertPathValidatorException.BasicReason.NOT_YET_VALID) {
                    return CertificateRefusal.NOT_YET_VALID;
                }
            }
        }
        return CertificateRefusal.CHAIN;
    }
}
