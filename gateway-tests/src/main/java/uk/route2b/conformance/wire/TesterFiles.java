package uk.route2b.conformance.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** Certificates and keys in the folder of a tester; what is wrong with them is said in three lines. */
public record TesterFiles(Path folder) {
    /** All certificates in {@code NAME.pem}, in order. */
    public List<X509Certificate> certificates(String name) {
        Path file = folder.resolve(name + ".pem");
        try {
            return KeyFiles.certificates(read(file));
        } catch (MalformedException broken) {
            throw bad(file, String.valueOf(broken.getMessage()));
        }
    }

    /** Those of them that are of no authority. */
    public List<X509Certificate> leaves(String name) {
        List<X509Certificate> leaves = certificates(name).stream()
                .filter(certificate -> certificate.getBasicConstraints() < 0)
                .toList();
        if (leaves.isEmpty()) {
            throw bad(folder.resolve(name + ".pem"), "it has no certificate but of authorities");
        }
        return leaves;
    }

    /** The entity that the first certificate in {@code NAME.pem} names. */
    public EntityIdentifier entity(String name) {
        Path file = folder.resolve(name + ".pem");
        try {
            return SmkiCertificate.read(leaves(name).get(0))
                    .entity()
                    .orElseThrow(() -> bad(file, "its first certificate names no entity"));
        } catch (MalformedException broken) {
            throw bad(file, String.valueOf(broken.getMessage()));
        }
    }

    /** The key in {@code NAME.key}. */
    public PrivateKey key(String name) {
        Path file = folder.resolve(name + ".key");
        try {
            return KeyFiles.privateKey(read(file));
        } catch (MalformedException broken) {
            throw bad(file, "no private key in PKCS#8: " + broken.getMessage());
        }
    }

    /** Whether {@code name} is there. */
    public boolean has(String name) {
        return Files.exists(folder.resolve(name));
    }

    private static Octets read(Path file) {
        try {
            return Octets.of(Files.readAllBytes(file));
        } catch (IOException absent) {
            throw bad(file, "it cannot be read: " + absent.getMessage());
        }
    }

    /** A file that does not do. */
    public static CommandFailure bad(Path file, String why) {
        return new CommandFailure(
                ExitCode.INPUT, file.toString(), why, "docs/conformance.md tells what has to be in the folder");
    }
}
