package uk.route2b.conformance.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.conformance.wire.Shown;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * A folder with what a tester needs to be an enrolled CEM. Keys are PKCS#8, not encrypted.
 *
 * <pre>
 * cem.pem, cem.key      device certificate, then its authority; shown in TLS
 * message.key           key of its messages, if that is another
 * other.pem, other.key  a second enrolled CEM; may be absent
 * dsrsp.pem             message certificates of the DSRSP, the newest last
 * trust.pem             authorities that the gateway's certificate leads to
 * counter               the highest counter that was reserved; written here
 * </pre>
 */
public record IdentityFolder(Path folder) {
    /** The CEM that the tester plays. */
    public Party own() {
        Party party = party("cem");
        Path message = folder.resolve("message.key");
        return Files.exists(message) ? new Party(party.entity(), party.tls(), key(message)) : party;
    }

    /** The second one. */
    public Optional<Party> other() {
        return Files.exists(folder.resolve("other.pem")) ? Optional.of(party("other")) : Optional.empty();
    }

    private Party party(String name) {
        Path file = folder.resolve(name + ".pem");
        List<X509Certificate> chain = certificates(file);
        PrivateKey key = key(folder.resolve(name + ".key"));
        return new Party(entity(file, chain.get(0)), new Shown(key, chain), key);
    }

    /** The DSRSP whose gateway it is. */
    public Dsrsp dsrsp() {
        Path file = folder.resolve("dsrsp.pem");
        List<X509Certificate> signers = certificates(file).stream()
                .filter(certificate -> certificate.getBasicConstraints() < 0)
                .toList();
        if (signers.isEmpty()) {
            throw bad(file, "it has no certificate but of authorities");
        }
        return new Dsrsp(entity(file, signers.get(0)), signers);
    }

    /** Whom the gateway's certificate leads to. */
    public List<X509Certificate> anchors() {
        return certificates(folder.resolve("trust.pem"));
    }

    /** Counters above all that were used before. */
    public Counters counters(InstantSource clock) {
        Path file = folder.resolve("counter");
        try {
            long before =
                    Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
            return new Counters(file, before, clock);
        } catch (IOException | NumberFormatException broken) {
            throw bad(file, "it holds no counter: " + broken.getMessage());
        }
    }

    private static EntityIdentifier entity(Path file, X509Certificate certificate) {
        try {
            return SmkiCertificate.read(certificate)
                    .entity()
                    .orElseThrow(() -> bad(file, "its first certificate names no entity"));
        } catch (MalformedException broken) {
            throw bad(file, String.valueOf(broken.getMessage()));
        }
    }

    private static List<X509Certificate> certificates(Path file) {
        try {
            return KeyFiles.certificates(read(file));
        } catch (MalformedException broken) {
            throw bad(file, String.valueOf(broken.getMessage()));
        }
    }

    private static PrivateKey key(Path file) {
        try {
            return KeyFiles.privateKey(read(file));
        } catch (MalformedException broken) {
            throw bad(file, "no private key in PKCS#8: " + broken.getMessage());
        }
    }

    private static Octets read(Path file) {
        try {
            return Octets.of(Files.readAllBytes(file));
        } catch (IOException absent) {
            throw bad(file, "it cannot be read: " + absent.getMessage());
        }
    }

    private static CommandFailure bad(Path file, String why) {
        return new CommandFailure(
                ExitCode.INPUT, file.toString(), why, "docs/conformance.md tells what has to be in the folder");
    }
}
