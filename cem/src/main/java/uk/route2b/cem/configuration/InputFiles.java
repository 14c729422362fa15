package uk.route2b.cem.configuration;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.InputFile;
import uk.route2b.protocol.certificate.PemText;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** The files that a configuration names. */
final class InputFiles {
    private static final int MOST = 1024 * 1024;

    private InputFiles() {}

    static Octets read(Path path, Location at) {
        try {
            return Octets.of(new InputFile(path.toString()).read(Console.ofProcess(), MOST));
        } catch (CommandFailure unreadable) {
            throw new CommandFailure(
                    unreadable.code(),
                    String.valueOf(unreadable.getMessage()),
                    unreadable.why() + "; it is named in " + at.file() + " line " + at.line() + ", " + at.key(),
                    unreadable.remedy(),
                    unreadable);
        }
    }

    static List<X509Certificate> certificates(Path path, Location at) {
        try {
            return PemText.certificates(read(path, at));
        } catch (MalformedException noCertificate) {
            throw new CommandFailure(
                    ExitCode.INPUT,
                    path.toString(),
                    "it holds no readable certificate; it is named in " + at.file() + " line " + at.line(),
                    "route2b inspect " + path + " tells what it is");
        }
    }

    static List<X509Certificate> certificates(List<Path> paths, Location at) {
        List<X509Certificate> all = new ArrayList<>();
        paths.forEach(path -> all.addAll(certificates(path, at)));
        return all;
    }

    static PrivateKey privateKey(Octets octets, Location at) {
        try {
            return PemText.privateKey(octets);
        } catch (MalformedException noKey) {
            throw at.failure(
                    ExitCode.KEY,
                    "it holds no readable private key in unencrypted PKCS#8",
                    "route2b pki issue device makes one");
        }
    }
}
