package uk.route2b.prove.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.pki.issue.Pem;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * The identities of all ends, made once for a run folder and read again after a stop.
 *
 * @param folder where they stand as NAME.pem and NAME.key, the anchors as trust.pem
 * @param tls the TLS identity of the gateways
 * @param cems the device identities by name
 */
public record Identities(
        Path folder, IssuedIdentity tls, Map<String, IssuedIdentity> cems, List<X509Certificate> anchors) {
    public static final EntityIdentifier DSRSP = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-08");
    static final String MESSAGE = "dsrsp-message";
    static final String TLS = "dsrsp-tls";
    static final String TRUST = "trust.pem";

    public Identities {
        cems = Map.copyOf(cems);
        anchors = List.copyOf(anchors);
    }

    /** The entity identifier of a CEM by its name, {@code cem-1} to {@code cem-9}. */
    static EntityIdentifier entity(String cem) {
        return EntityIdentifier.parse("00-DB-12-34-56-78-90-C" + cem.substring(cem.length() - 1));
    }

    /** Those in {@code folder}, made now if there are none. */
    public static Identities in(Path folder, List<String> cems, Instant now) throws IOException {
        Path last = folder.resolve(TRUST);
        if (!Files.exists(last)) {
            Files.createDirectories(folder);
            make(folder, cems, now);
        }
        Map<String, IssuedIdentity> identities = new LinkedHashMap<>();
        for (String cem : cems) {
            identities.put(cem, read(folder, cem));
        }
        return new Identities(folder, read(folder, TLS), identities, certificates(last));
    }

    private static void make(Path folder, List<String> cems, Instant now) throws IOException {
        TestHierarchy hierarchy = TestHierarchy.create(now);
        for (String name : List.of(MESSAGE, TLS)) {
            write(
                    folder,
                    name,
                    hierarchy.organisation(RemotePartyRole.LOAD_CONTROLLER, DSRSP, KeyUse.DIGITAL_SIGNATURE));
        }
        for (String cem : cems) {
            write(folder, cem, hierarchy.device(entity(cem), KeyUse.DIGITAL_SIGNATURE));
        }
        Files.writeString(folder.resolve(TRUST), Pem.text(hierarchy.anchors()));
    }

    private static void write(Path folder, String name, IssuedIdentity identity) throws IOException {
        Files.writeString(folder.resolve(name + ".pem"), Pem.text(identity.chain()));
        Files.writeString(folder.resolve(name + ".key"), KeyFiles.keyText(identity));
    }

    private static IssuedIdentity read(Path folder, String name) throws IOException {
        try {
            return new IssuedIdentity(
                    KeyFiles.privateKey(octets(folder.resolve(name + ".key"))),
                    certificates(folder.resolve(name + ".pem")));
        } catch (MalformedException broken) {
            throw new IOException(name + " in " + folder + " cannot be read; remove that folder", broken);
        }
    }

    private static List<X509Certificate> certificates(Path file) throws IOException {
        try {
            return KeyFiles.certificates(octets(file));
        } catch (MalformedException broken) {
            throw new IOException(file + " cannot be read; remove that folder", broken);
        }
    }

    private static Octets octets(Path file) throws IOException {
        return Octets.of(Files.readAllBytes(file));
    }
}
