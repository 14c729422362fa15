package uk.route2b.pki.authority;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.pki.issue.Authority;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.pki.issue.PrivateKeys;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * A folder that {@code pki init} made.
 *
 * @param folder where it is
 * @param parameters what it was made with
 */
public record AuthorityFolder(Path folder, Parameters parameters) {
    private static final int LARGEST = 1 << 24;

    /**
     * Opens {@code folder}.
     *
     * @throws CommandFailure exit code 3 if it is no such folder or only half of one
     */
    public static AuthorityFolder open(Path folder) {
        Path record = folder.resolve(FolderRecord.FILE);
        if (!Files.isRegularFile(record)) {
            throw new CommandFailure(
                    ExitCode.INPUT, folder.toString(), "there is no finished authority in it", "route2b pki init DIR");
        }
        Parameters parameters = FolderRecord.read(read(record).toArray())
                .orElseThrow(() -> damaged(record, "it is not the record of an authority of this version"));
        return new AuthorityFolder(folder, parameters);
    }

    /** Whether {@link #open} would find a finished one. */
    public static boolean finished(Path folder) {
        return Files.isRegularFile(folder.resolve(FolderRecord.FILE));
    }

    /** All three authorities with their keys. */
    public TestHierarchy hierarchy(InstantSource clock, SecureRandom random) {
        return new TestHierarchy(
                authority(Member.ROOT, clock, random),
                authority(Member.ORGANISATION_CA, clock, random),
                authority(Member.DEVICE_CA, clock, random));
    }

    /** One authority with its key. */
    public Authority authority(Member member, InstantSource clock, SecureRandom random) {
        Path file = member.key(folder);
        try {
            PrivateKey key = KeyFiles.privateKey(read(file));
            X509Certificate certificate = certificate(member);
            requireFitting(file, key, certificate);
            requireNotEnded(member, certificate, clock.instant());
            return new Authority(certificate, key, clock, random);
        } catch (MalformedException broken) {
            throw damaged(file, broken.getMessage());
        }
    }

    private static void requireFitting(Path file, PrivateKey key, X509Certificate certificate) {
        if (!PrivateKeys.belongs(key, certificate.getPublicKey())) {
            throw new CommandFailure(
                    ExitCode.KEY,
                    file.toString(),
                    "it is not the key of the certificate beside it",
                    "restore the folder, or make a new one with pki init");
        }
    }

    private void requireNotEnded(Member member, X509Certificate certificate, Instant now) {
        Instant end = certificate.getNotAfter().toInstant();
        if (now.isAfter(end)) {
            throw new CommandFailure(
                    ExitCode.INPUT,
                    member.certificate(folder).toString(),
                    "the authority ended on " + end + ", and now is " + now,
                    "make a new one with pki init");
        }
    }

    /** The certificate of one authority. */
    public X509Certificate certificate(Member member) {
        Path file = member.certificate(folder);
        try {
            return KeyFiles.certificates(read(file)).get(0);
        } catch (MalformedException broken) {
            throw damaged(file, broken.getMessage());
        }
    }

    /** What one authority has revoked. */
    public X509CRL revocationList(Member member) {
        Path file = member.revocationList(folder);
        try {
            return KeyFiles.revocationList(read(file));
        } catch (MalformedException broken) {
            throw damaged(file, broken.getMessage());
        }
    }

    private static Octets read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw damaged(file, "it is larger than " + LARGEST + " octets");
            }
            return Octets.of(Files.readAllBytes(file));
        } catch (IOException failed) {
            throw new CommandFailure(
                    ExitCode.INPUT,
                    file.toString(),
                    String.valueOf(failed.getMessage()),
                    "check the folder and its permissions",
                    failed);
        }
    }

    private static CommandFailure damaged(Path file, @org.jspecify.annotations.Nullable String why) {
        return new CommandFailure(
                ExitCode.INPUT,
                file.toString(),
                String.valueOf(why),
                "restore the folder, or make a new one with pki init");
    }
}
