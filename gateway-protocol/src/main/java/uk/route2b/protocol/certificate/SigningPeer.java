package uk.route2b.protocol.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import uk.route2b.protocol.octets.MalformedException;

/** What all rules have in common: a chain that holds, a readable certificate, and a key that may sign. */
final class SigningPeer {
    /** ecdsa-with-SHA256. The JDK takes SHA-1 from an authority that is not one of its own. */
    private static final String SIGNATURE_ALGORITHM = "1.2.840.10045.4.3.2";

    private SigningPeer() {}

    /** Judges {@code chain}, and if all is well so far, lets {@code further} rules judge what was found. */
    static Optional<CertificateRefusal> judge(
            TrustAnchors anchors,
            List<X509Certificate> chain,
            Instant now,
            BiFunction<SmkiCertificate, PathOutcome.Trusted, Optional<CertificateRefusal>> further) {
        if (chain.isEmpty()) {
            return Optional.of(CertificateRefusal.NO_CERTIFICATE);
        }
        Optional<SmkiCertificate> certificate = read(chain.get(0));
        if (certificate.isEmpty()) {
            return Optional.of(CertificateRefusal.NOT_A_CERTIFICATE);
        }
        PathOutcome outcome = new CertificatePath(anchors).validate(chain, now);
        if (outcome instanceof PathOutcome.Refused refused) {
            return Optional.of(refused.reason());
        }
        PathOutcome.Trusted trusted = (PathOutcome.Trusted) outcome;
        if (!trusted.path().stream().allMatch(SigningPeer::signedAsProfiled)) {
            return Optional.of(CertificateRefusal.PROFILE);
        }
        Optional<CertificateRefusal> use = use(certificate.get());
        return use.isPresent() ? use : further.apply(certificate.get(), trusted);
    }

    /** The certificate, unless it breaks the profile. */
    static Optional<SmkiCertificate> read(X509Certificate certificate) {
        try {
            return Optional.of(SmkiCertificate.read(certificate));
        } catch (MalformedException broken) {
            return Optional.empty();
        }
    }

    static boolean signedAsProfiled(X509Certificate certificate) {
        return certificate.getSigAlgOID().equals(SIGNATURE_ALGORITHM);
    }

    /** TLS stacks differ in what they let pass, so the bit is always checked here. */
    private static Optional<CertificateRefusal> use(SmkiCertificate certificate) {
        return switch (certificate.use()) {
            case DIGITAL_SIGNATURE -> Optional.empty();
            case KEY_AGREEMENT -> Optional.of(CertificateRefusal.KEY_AGREEMENT);
            case CERTIFICATE_SIGNING, OTHER -> Optional.of(CertificateRefusal.NOT_FOR_SIGNING);
        };
    }
}
