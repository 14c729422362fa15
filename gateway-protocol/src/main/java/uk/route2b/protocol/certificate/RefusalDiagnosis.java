package uk.route2b.protocol.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.octets.MalformedException;

/**
 * Finds out what is wrong with a certificate that has been refused. It judges nothing: what it says changes no verdict.
 *
 * @param anchors those that the rules had
 */
public record RefusalDiagnosis(TrustAnchors anchors) {
    /**
     * Why {@code chain} was refused for {@code reason}.
     *
     * @param chain what the peer showed, its own certificate first
     * @return nothing where the reason says it all
     */
    public Optional<RefusalDetail> of(List<X509Certificate> chain, CertificateRefusal reason, Instant now) {
        if (chain.isEmpty()) {
            return Optional.empty();
        }
        X509Certificate shown = chain.get(0);
        return switch (reason) {
            case NOT_A_CERTIFICATE -> Optional.of(unreadable(shown));
            case CHAIN -> Optional.of(new ChainWalk(anchors, chain, now).fault());
            case EXPIRED, NOT_YET_VALID -> Optional.of(dates(shown, now));
            case NOT_A_DEVICE -> Optional.of(noDevice(shown));
            case PROFILE ->
                Optional.of(RefusalDetail.ALGORITHM)
                        .filter(word -> !chain.stream().allMatch(SigningPeer::signedAsProfiled));
            case NOT_FOR_SIGNING -> Optional.of(use(shown));
            default -> Optional.empty();
        };
    }

    private static RefusalDetail dates(X509Certificate shown, Instant now) {
        boolean own = Validity.judge(shown, now).isPresent();
        return own ? RefusalDetail.OWN_DATES : RefusalDetail.ISSUER_DATES;
    }

    private static RefusalDetail use(X509Certificate shown) {
        return shown.getKeyUsage() == null ? RefusalDetail.NO_USE : RefusalDetail.OTHER_USE;
    }

    private static RefusalDetail noDevice(X509Certificate shown) {
        if (shown.getBasicConstraints() >= 0) {
            return RefusalDetail.AN_AUTHORITY;
        }
        Optional<SmkiCertificate> read = SigningPeer.read(shown);
        if (read.isPresent() && read.get().kind() == CertificateKind.ORGANISATION) {
            return RefusalDetail.AN_ORGANISATION;
        }
        boolean anonymous = shown.getSubjectX500Principal().getName().isEmpty();
        return anonymous ? RefusalDetail.NO_MODULE : RefusalDetail.HAS_SUBJECT;
    }

    /** In the order in which {@link SmkiCertificate#read} looks. */
    private static RefusalDetail unreadable(X509Certificate shown) {
        if (fails(() -> SmkiCertificate.requireP256(shown.getPublicKey()))) {
            return RefusalDetail.KEY;
        }
        if (fails(() -> SubjectNames.read(shown.getSubjectX500Principal()))) {
            return RefusalDetail.SUBJECT_NAMES;
        }
        boolean module = fails(() -> Extensions.hardwareModuleName(shown));
        return module ? RefusalDetail.MODULE : RefusalDetail.EXTENSION;
    }

    private interface Reading {
        void read() throws MalformedException;
    }

    private static boolean fails(Reading reading) {
        try {
            reading.read();
            return false;
        } catch (MalformedException broken) {
            return true;
        }
    }
}
