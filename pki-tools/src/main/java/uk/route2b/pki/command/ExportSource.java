package uk.route2b.pki.command;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.InputFile;
import uk.route2b.pki.issue.StoredEntries;
import uk.route2b.pki.issue.StoredEntry;
import uk.route2b.protocol.octets.Octets;

/**
 * What there is to export.
 *
 * @param certificates at least one
 * @param key the private key to the first, if it came along
 */
record ExportSource(List<X509Certificate> certificates, Optional<PrivateKey> key) {
    /** Reads certificates, or a key store: its only key, or the one named {@code alias}, else all certificates. */
    static ExportSource read(
            String file, Optional<String> alias, PasswordOptions passwords, Surroundings surroundings) {
        Octets octets = Octets.of(new InputFile(file).read(surroundings.console(), Certificates.LARGEST));
        return StoredEntries.looksLike(octets)
                ? stored(new KeyStoreFile(file, octets), alias, passwords.storeRead(surroundings))
                : new ExportSource(Certificates.all(file, octets), Optional.empty());
    }

    private static ExportSource stored(KeyStoreFile file, Optional<String> alias, Optional<char[]> password) {
        StoredEntries entries = file.open(password);
        Optional<StoredEntry> entry = file.keyEntry(entries, alias);
        List<X509Certificate> certificates = entry.map(StoredEntry::chain)
                .orElseGet(() -> entries.entries().stream()
                        .flatMap(stored -> stored.chain().stream())
                        .toList());
        if (certificates.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.KEY,
                    file.name(),
                    "nothing in it can be seen" + (password.isEmpty() ? " without its password" : ""),
                    "--key-password-file FILE");
        }
        return new ExportSource(certificates, entry.flatMap(StoredEntry::key));
    }
}
