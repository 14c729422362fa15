package uk.route2b.pki.command;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.InputFile;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * What there is to lint in a file: certificates, or a revocation list.
 *
 * @param name as it was typed
 */
record LintedFile(String name, List<X509Certificate> certificates, List<X509CRL> lists) {
    static LintedFile read(String name, Console console) {
        Octets file = Octets.of(new InputFile(name).read(console, Certificates.LARGEST));
        try {
            return new LintedFile(name, KeyFiles.certificates(file), List.of());
        } catch (MalformedException noCertificate) {
            return list(name, file);
        }
    }

    private static LintedFile list(String name, Octets file) {
        try {
            return new LintedFile(name, List.of(), List.of(KeyFiles.revocationList(file)));
        } catch (MalformedException broken) {
            throw new CommandFailure(
                    ExitCode.INPUT,
                    name,
                    "there is no certificate or revocation list in it that can be read",
                    "check that it is PEM or DER",
                    broken);
        }
    }
}
