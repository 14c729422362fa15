package uk.route2b.server.register;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.protocol.certificate.PemText;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.configuration.ServerConfiguration.KeyFiles;

/** Reads certificates and keys; what cannot be read becomes a finding. Used by one thread. */
final class CertificateFiles {
    private static final int MOST = 1024 * 1024;
    private static final String MAKE =
            "make it with ./route2b pki issue, or correct the path; relative ones start from the configuration file";

    private final FindingList findings;

    CertificateFiles(FindingList findings) {
        this.findings = findings;
    }

    /** The certificates of a file; none if it cannot be read. */
    List<X509Certificate> certificates(Path file, int line) {
        try (var stream = Files.newInputStream(file)) {
            return PemText.certificates(Octets.of(stream.readNBytes(MOST)));
        } catch (IOException unreadable) {
            findings.add(line, file.toString(), "it cannot be read: " + reason(unreadable), MAKE);
        } catch (MalformedException broken) {
            findings.add(line, file.toString(), "it holds no certificate: " + broken.getMessage(), MAKE);
        }
        return List.of();
    }

    /** A certificate with its key, if both can be read and belong together. */
    Optional<Identity> identity(KeyFiles files, int line) {
        List<X509Certificate> chain = certificates(files.certificate(), line);
        Optional<PrivateKey> key = key(files, line);
        if (chain.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        Identity identity = new Identity(key.get(), chain);
        if (!belongTogether(identity)) {
            findings.add(
                    line,
                    files.key().toString(),
                    "the key is not the one that " + files.certificate() + " certifies",
                    "name the key that was made together with the certificate");
            return Optional.empty();
        }
        return Optional.of(identity);
    }

    private Optional<PrivateKey> key(KeyFiles files, int line) {
        try {
            return Optional.of(PemText.privateKey(files.key().read()));
        } catch (CommandFailure unreadable) {
            findings.add(line, files.key().toString(), unreadable.why(), MAKE);
        } catch (MalformedException broken) {
            findings.add(
                    line, files.key().toString(), "it holds no private key in PKCS#8: " + broken.getMessage(), MAKE);
        }
        return Optional.empty();
    }

    private static boolean belongTogether(Identity identity) {
        Octets probe = Octets.ofText("does this key fit");
        Octets signature = Ecdsa.signer(identity.key()).sign(probe);
        return Ecdsa.PLATFORM.verifies(probe, signature, identity.certificate().getPublicKey());
    }

    private static String reason(IOException unreadable) {
        return unreadable instanceof java.nio.file.NoSuchFileException
                ? "there is no such file"
                : unreadable.getClass().getSimpleName();
    }
}
