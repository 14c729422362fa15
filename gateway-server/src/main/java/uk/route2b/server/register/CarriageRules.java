package uk.route2b.server.register;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.route2b.protocol.certificate.CertificateKind;
import uk.route2b.protocol.certificate.CertificateRefusal;
import uk.route2b.protocol.certificate.SignerCertificateRules;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.certificate.TrustAnchors;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.protocol.octets.MalformedException;

/**
 * What is demanded of certificates on route 2a; each answer is what is wrong, or nothing.
 *
 * <p>Keys for XML stand outside the hierarchy of messages: those of the DCC and of its users are self-signed or come
 * from an authority of their own, and are believed because they are configured.
 */
record CarriageRules(TrustAnchors anchors, Instant now) {
    private static final Set<RemotePartyRole> XML = Set.of(RemotePartyRole.XML_SIGNING);
    private static final Set<RemotePartyRole> XML_OF_DCC =
            Set.of(RemotePartyRole.XML_SIGNING, RemotePartyRole.DSP_XML_SIGNING);

    /** A Supplier's, for meter commands: only a Supplier may write labels. */
    Optional<String> supplier(List<X509Certificate> chain, EntityIdentifier entity) {
        return signer(chain, entity).or(() -> role(chain.get(0), Set.of(RemotePartyRole.SUPPLIER)));
    }

    /** A Supplier's, for XML. */
    Optional<String> requests(X509Certificate certificate, EntityIdentifier entity) {
        return xml(certificate, XML)
                .or(() -> read(certificate).flatMap(SmkiCertificate::entity).equals(Optional.of(entity))
                        ? Optional.empty()
                        : Optional.of("it names another entity than " + entity));
    }

    /** The DCC's, for XML. */
    Optional<String> dcc(X509Certificate certificate) {
        return xml(certificate, XML_OF_DCC);
    }

    /** A meter's. */
    Optional<String> meter(List<X509Certificate> chain, EntityIdentifier meter) {
        return signer(chain, meter)
                .or(() -> read(chain.get(0))
                        .filter(certificate -> certificate.kind() != CertificateKind.DEVICE)
                        .map(other -> "it is no device's certificate"));
    }

    private Optional<String> signer(List<X509Certificate> chain, EntityIdentifier entity) {
        return new SignerCertificateRules(anchors).judge(chain, entity, now).map(CarriageRules::text);
    }

    private static String text(CertificateRefusal refusal) {
        return refusal.code() + ": " + refusal.meaning();
    }

    private Optional<String> xml(X509Certificate certificate, Set<RemotePartyRole> roles) {
        return role(certificate, roles)
                .or(() -> now.isBefore(certificate.getNotBefore().toInstant())
                                || now.isAfter(certificate.getNotAfter().toInstant())
                        ? Optional.of(
                                "it holds from " + certificate.getNotBefore().toInstant() + " to "
                                        + certificate.getNotAfter().toInstant() + " only")
                        : Optional.empty());
    }

    private static Optional<String> role(X509Certificate certificate, Set<RemotePartyRole> roles) {
        Optional<RemotePartyRole> role = read(certificate).flatMap(SmkiCertificate::role);
        return role.filter(roles::contains).isPresent()
                ? Optional.empty()
                : Optional.of("its role is " + role.map(RemotePartyRole::digits).orElse("none") + " and should be "
                        + String.join(
                                " or ",
                                roles.stream()
                                        .map(RemotePartyRole::digits)
                                        .sorted()
                                        .toList()));
    }

    private static Optional<SmkiCertificate> read(X509Certificate certificate) {
        try {
            return Optional.of(SmkiCertificate.read(certificate));
        } catch (MalformedException another) {
            return Optional.empty();
        }
    }
}
