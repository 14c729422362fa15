package uk.route2b.pki.issue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
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

    /** Writes NAME.pem, NAME.key, root.pem and trust.pem. */
    public void write(Path folder) throws IOException {
        for (Map.Entry<String, IssuedIdentity> entry : identities.entrySet()) {
            Files.writeString(
                    folder.resolve(entry.getKey() + ".pem"),
                    Pem.text(entry.getValue().chain()));
            Files.writeString(folder.resolve(entry.getKey() + ".key"), KeyFiles.keyText(entry.getValue()));
        }
        Files.writeString(
                folder.resolve("root.pem"), Pem.text(hierarchy.anchors().subList(0, 1)));
        Files.writeString(folder.resolve("trust.pem"), Pem.text(hierarchy.anchors()));
    }
}
