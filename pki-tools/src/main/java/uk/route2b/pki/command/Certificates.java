package uk.route2b.pki.command;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.InputFile;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.pki.issue.StoredEntries;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** Reads certificates and keys from FILE arguments. */
final class Certificates {
    /** The largest file that is read, in octets. */
    static final int LARGEST = 1 << 24;

    private Certificates() {}

    /** All certificates in {@code file}, in order; at least one. */
    static List<X509Certificate> all(String file, Console console) {
        return all(file, Octets.of(new InputFile(file).read(console, LARGEST)));
    }

    /** The same of what has been read already. */
    static List<X509Certificate> all(String file, Octets octets) {
        try {
            return KeyFiles.certificates(octets);
        } catch (MalformedException broken) {
            throw new CommandFailure(
                    ExitCode.INPUT,
                    file,
                    "there is no certificate in it that can be read",
                    StoredEntries.looksLike(octets)
                            ? "it is a key store: route2b pki export --format pem takes certificates out of it"
                            : "check that it is PEM or DER of a certificate",
                    broken);
        }
    }

    /** The first certificate in {@code file}. */
    static X509Certificate first(String file, Console console) {
        return all(file, console).get(0);
    }

    /** The private key in {@code file}. */
    static PrivateKey key(String file, java.util.Optional<char[]> password, Console console) {
        try {
            return KeyFiles.privateKey(Octets.of(new InputFile(file).read(console, LARGEST)), password);
        } catch (MalformedException broken) {
            throw new CommandFailure(
                    ExitCode.KEY,
                    file,
                    "there is no private key in it that can be read, or its password is another",
                    "check that it is PKCS#8; --key-password-file names the password of an encrypted one",
                    broken);
        }
    }
}
