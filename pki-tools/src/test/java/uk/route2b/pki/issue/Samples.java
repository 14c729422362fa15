package uk.route2b.pki.issue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import uk.route2b.pki.profile.Profile;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;

/**
 * A hierarchy with one identity of each end-entity profile, valid around the real now: programs of others cannot all be
 * told another time.
 */
public record Samples(TestHierarchy hierarchy, Map<String, IssuedIdentity> identities) {
    public static final EntityIdentifier DSRSP = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-08");
    public static final EntityIdentifier CEM = EntityIdentifier.parse("00-DB-12-34-56-78-90-A0");

    public static Samples make() {
        TestHierarchy hierarchy = TestHierarchy.create(Instant.now());
        Map<String, IssuedIdentity> identities = new LinkedHashMap<>();
        identities.put(
                "organisation-signing",
                hierarchy.organisation(RemotePartyRole.LOAD_CONTROLLER, DSRSP, KeyUse.DIGITAL_SIGNATURE));
        identities.put(
                "organisation-agreement",
                hierarchy.organisation(RemotePartyRole.LOAD_CONTROLLER, DSRSP, KeyUse.KEY_AGREEMENT));
        identities.put(
                "organisation-xml",
                hierarchy.organisation(RemotePartyRole.XML_SIGNING, DSRSP, KeyUse.DIGITAL_SIGNATURE));
        identities.put("device-signing", hierarchy.device(CEM, KeyUse.DIGITAL_SIGNATURE));
        identities.put("device-agreement", hierarchy.device(CEM, KeyUse.KEY_AGREEMENT));
        return new Samples(hierarchy, identities);
    }

    /** Key and chain of one profile, authorities included. */
    public IssuedIdentity identity(Profile profile) {
        return switch (profile) {
            case ROOT -> authority(hierarchy.root(), List.of());
            case ORGANISATION_CA -> authority(hierarchy.organisationCa(), List.of(hierarchy.root()));
            case DEVICE_CA -> authority(hierarchy.deviceCa(), List.of(hierarchy.root()));
            default -> Objects.requireNonNull(identities.get(profile.title()));
        };
    }

    private static IssuedIdentity authority(Authority authority, List<Authority> above) {
        List<X509Certificate> chain = new ArrayList<>(List.of(authority.certificate()));
        above.forEach(issuer -> chain.add(issuer.certificate()));
        return new IssuedIdentity(authority.key(), chain);
    }

    /** Writes PROFILE.pem, PROFILE.key and trust.pem. */
    public void write(Path folder) throws IOException {
        for (Profile profile : Profile.values()) {
            Files.writeString(
                    folder.resolve(profile.title() + ".pem"),
                    Pem.text(identity(profile).chain()));
            Files.writeString(folder.resolve(profile.title() + ".key"), KeyFiles.keyText(identity(profile)));
        }
        Files.writeString(folder.resolve("trust.pem"), Pem.text(hierarchy.anchors()));
    }
}
