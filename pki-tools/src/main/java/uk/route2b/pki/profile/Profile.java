package uk.route2b.pki.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.route2b.protocol.certificate.CertificateKind;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.RemotePartyRole;

/**
 * The eight certificate profiles, as data: the issuer writes from them and the checker reads against them.
 *
 * <p>Common to all, and therefore not here: version 3, serial numbers of sixteen octets, P-256, ecdsa-with-SHA256, key
 * identifiers of eight octets by RFC 5280 method 2, one policy, both critical where SMKI says so.
 */
public enum Profile {
    ROOT("root", CertificateKind.ROOT, KeyUse.CERTIFICATE_SIGNING, Policy.ORGANISATION, RemotePartyRole.ROOT),
    ORGANISATION_CA(
            "organisation-ca",
            CertificateKind.ISSUING,
            KeyUse.CERTIFICATE_SIGNING,
            Policy.ORGANISATION,
            RemotePartyRole.ISSUING_AUTHORITY),
    DEVICE_CA("device-ca", CertificateKind.ISSUING, KeyUse.CERTIFICATE_SIGNING, Policy.DEVICE, null),
    ORGANISATION_SIGNING(
            "organisation-signing", CertificateKind.ORGANISATION, KeyUse.DIGITAL_SIGNATURE, Policy.ORGANISATION, null),
    ORGANISATION_AGREEMENT(
            "organisation-agreement", CertificateKind.ORGANISATION, KeyUse.KEY_AGREEMENT, Policy.ORGANISATION, null),
    ORGANISATION_XML(
            "organisation-xml",
            CertificateKind.ORGANISATION,
            KeyUse.DIGITAL_SIGNATURE,
            Policy.ORGANISATION,
            RemotePartyRole.XML_SIGNING),
    DEVICE_SIGNING("device-signing", CertificateKind.DEVICE, KeyUse.DIGITAL_SIGNATURE, Policy.DEVICE, null),
    DEVICE_AGREEMENT("device-agreement", CertificateKind.DEVICE, KeyUse.KEY_AGREEMENT, Policy.DEVICE, null);

    private final String title;
    private final CertificateKind kind;
    private final KeyUse use;
    private final String policy;
    private final @Nullable RemotePartyRole role;

    Profile(String title, CertificateKind kind, KeyUse use, String policy, @Nullable RemotePartyRole role) {
        this.title = title;
        this.kind = kind;
        this.use = use;
        this.policy = policy;
        this.role = role;
    }

    /** The stable name, lower case with hyphens. */
    public String title() {
        return title;
    }

    public CertificateKind kind() {
        return kind;
    }

    public KeyUse use() {
        return use;
    }

    /** The only certificate policy, as in the published test certificates; production has others. */
    public String policy() {
        return policy;
    }

    /** The role that the profile fixes, if it fixes one. */
    public Optional<RemotePartyRole> role() {
        return Optional.ofNullable(role);
    }

    /** Whether it certifies others. */
    public boolean authority() {
        return use == KeyUse.CERTIFICATE_SIGNING;
    }

    /** Which profile an end entity of this kind and use has. */
    public static Optional<Profile> of(CertificateKind kind, KeyUse use, Optional<RemotePartyRole> role) {
        List<Profile> fitting = Arrays.stream(values())
                .filter(profile -> profile.kind == kind && profile.use == use)
                .toList();
        return fitting.stream()
                .filter(profile -> profile.role().equals(role.map(Profile::fixed)))
                .findFirst()
                .or(() ->
                        fitting.stream().filter(profile -> profile.role == null).findFirst());
    }

    /** The one role, 89, that has the profile of another, 87. */
    private static RemotePartyRole fixed(RemotePartyRole role) {
        return role == RemotePartyRole.DSP_XML_SIGNING ? RemotePartyRole.XML_SIGNING : role;
    }

    /** Object identifiers of the policies in the published test certificates. */
    private static final class Policy {
        static final String ORGANISATION = "1.2.826.0.1.8641679.1.2.1.4";
        static final String DEVICE = "1.2.826.0.1.1800000.1.2.1.4";
    }
}
