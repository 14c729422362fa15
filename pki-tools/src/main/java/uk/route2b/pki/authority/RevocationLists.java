package uk.route2b.pki.authority;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import uk.route2b.commandline.AtomicFiles;
import uk.route2b.commandline.Protection;
import uk.route2b.pki.issue.Authority;
import uk.route2b.pki.issue.Pem;
import uk.route2b.pki.issue.Revocation;
import uk.route2b.pki.issue.RevocationList;
import uk.route2b.pki.issue.RevocationReason;
import uk.route2b.pki.issue.Validity;

/**
 * The lists of a folder. A list is also the only record of what was revoked: revoking and publishing are one rename, so
 * a crash leaves the state before or the state after.
 */
public final class RevocationLists {
    private static final AtomicFiles FILES = new AtomicFiles(true);

    private final AuthorityFolder folder;
    private final InstantSource clock;
    private final SecureRandom random;

    public RevocationLists(AuthorityFolder folder, InstantSource clock, SecureRandom random) {
        this.folder = folder;
        this.clock = clock;
        this.random = random;
    }

    /** Which authority of the folder issued {@code certificate}; a root was issued by no one else. */
    public Optional<Member> issuer(X509Certificate certificate) {
        boolean itself = certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
        return itself
                ? Optional.empty()
                : Arrays.stream(Member.values())
                        .filter(member -> authority(member).issued(certificate))
                        .findFirst();
    }

    /**
     * Revokes {@code certificate} and publishes the list of {@code member}, its issuer.
     *
     * @return the list as it was published, or nothing if the certificate had been revoked before
     */
    public Optional<X509CRL> revoke(Member member, X509Certificate certificate, RevocationReason reason, int days) {
        return FolderLock.holding(folder.folder(), () -> {
            RevocationList list = RevocationList.of(folder.revocationList(member));
            Revocation revocation = new Revocation(certificate.getSerialNumber(), clock.instant(), reason);
            return list.contains(revocation.serial())
                    ? Optional.empty()
                    : Optional.of(publish(member, list.with(revocation), days));
        });
    }

    /** Publishes the list of {@code member} again under the next number. */
    public X509CRL publish(Member member, int days) {
        return FolderLock.holding(
                folder.folder(),
                () -> publish(
                        member, RevocationList.of(folder.revocationList(member)).again(), days));
    }

    private X509CRL publish(Member member, RevocationList list, int days) {
        X509CRL signed = authority(member).revocationList(list, Validity.of(clock.instant(), Duration.ofDays(days)));
        Path file = member.revocationList(folder.folder());
        FILES.write(file, Pem.of(signed).text().getBytes(StandardCharsets.UTF_8), Protection.PUBLIC);
        return signed;
    }

    private Authority authority(Member member) {
        return folder.authority(member, clock, random);
    }
}
