package uk.route2b.cem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.pki.issue.Pem;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;

/** The files that the demo's configurations name, made in a folder. */
public final class DemoIdentities {
    private static final EntityIdentifier DSRSP = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-08");

    private DemoIdentities() {}

    /** Makes authorities, the DSRSP's message identity and two CEMs under {@code data}. */
    public static TestHierarchy make(Path data) {
        TestHierarchy hierarchy = TestHierarchy.create(Instant.now());
        write(data.resolve("pki/trust.pem"), Pem.text(hierarchy.anchors()));
        write(
                data,
                "dsrsp-message",
                hierarchy.organisation(RemotePartyRole.LOAD_CONTROLLER, DSRSP, KeyUse.DIGITAL_SIGNATURE));
        for (String cem : List.of("1", "2")) {
            EntityIdentifier entity = EntityIdentifier.parse("00-DB-12-34-56-78-90-C" + cem);
            write(data, "cem-" + cem, hierarchy.device(entity, KeyUse.DIGITAL_SIGNATURE));
        }
        return hierarchy;
    }

    public static void write(Path data, String name, IssuedIdentity identity) {
        write(data.resolve("identities/" + name + ".pem"), Pem.text(identity.chain()));
        write(data.resolve("identities/" + name + ".key"), KeyFiles.keyText(identity));
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
