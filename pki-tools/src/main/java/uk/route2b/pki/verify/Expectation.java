package uk.route2b.pki.verify;

import java.util.Optional;
import uk.route2b.protocol.certificate.CertificateKind;
import uk.route2b.protocol.certificate.CertificateRefusal;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;

/**
 * What somebody expects of a certificate besides that it is valid; what is absent may be anything.
 *
 * @param kind device or organisation
 * @param entity whom it names
 * @param role an organisation's role
 * @param use what its key is for
 */
public record Expectation(
        Optional<CertificateKind> kind,
        Optional<EntityIdentifier> entity,
        Optional<RemotePartyRole> role,
        Optional<KeyUse> use) {
    /** Nothing in particular. */
    public static final Expectation NONE =
            new Expectation(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    Optional<CertificateRefusal> judge(SmkiCertificate certificate) {
        if (kind.isPresent() && certificate.kind() != kind.get()) {
            return Optional.of(
                    kind.get() == CertificateKind.DEVICE
                            ? CertificateRefusal.NOT_A_DEVICE
                            : CertificateRefusal.NOT_AN_ORGANISATION);
        }
        if (entity.isPresent() && !certificate.entity().equals(entity)) {
            return Optional.of(CertificateRefusal.WRONG_ENTITY);
        }
        if (role.isPresent() && !certificate.role().equals(role)) {
            return Optional.of(CertificateRefusal.WRONG_ROLE);
        }
        boolean otherUse = use.isPresent() && certificate.use() != use.get();
        return otherUse ? Optional.of(CertificateRefusal.WRONG_USE) : Optional.empty();
    }
}
