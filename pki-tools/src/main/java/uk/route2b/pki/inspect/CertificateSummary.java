package uk.route2b.pki.inspect;

import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.route2b.pki.profile.Profile;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.protocol.octets.MalformedException;

/**
 * Who a certificate is about, as words; null where it does not say.
 *
 * @param kind device, organisation, issuing, root or other
 * @param profile which of the eight profiles it seems to have
 * @param entity entity identifier
 * @param role two hexadecimal digits
 * @param roleName the same in words
 * @param use signing, agreement, certificates or other
 */
public record CertificateSummary(
        String kind,
        @Nullable String profile,
        @Nullable String entity,
        @Nullable String role,
        @Nullable String roleName,
        String use) {
    /** What {@code certificate} says; one outside the smart metering infrastructure says little. */
    public static CertificateSummary of(X509Certificate certificate) {
        try {
            return of(SmkiCertificate.read(certificate));
        } catch (MalformedException foreign) {
            return new CertificateSummary("other", null, null, null, null, use(KeyUse.of(certificate)));
        }
    }

    private static CertificateSummary of(SmkiCertificate read) {
        Optional<Profile> profile = Profile.of(read.kind(), read.use(), read.role());
        return new CertificateSummary(
                words(read.kind()),
                profile.map(Profile::title).orElse(null),
                read.entity().map(EntityIdentifier::toString).orElse(null),
                read.role().map(RemotePartyRole::digits).orElse(null),
                read.role().map(CertificateSummary::words).orElse(null),
                use(read.use()));
    }

    private static String use(KeyUse use) {
        return switch (use) {
            case DIGITAL_SIGNATURE -> "signing";
            case KEY_AGREEMENT -> "agreement";
            case CERTIFICATE_SIGNING -> "certificates";
            case OTHER -> "other";
        };
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
