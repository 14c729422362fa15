package uk.route2b.pki.command;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.pki.authority.AuthorityFolder;
import uk.route2b.pki.authority.Member;
import uk.route2b.pki.authority.RevocationLists;
import uk.route2b.pki.issue.Authority;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.RevocationList;
import uk.route2b.pki.issue.Validity;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.octets.MalformedException;

/** {@code pki renew}. */
@Command(
        name = "renew",
        description = {
            "Issues again what the first certificate in FILE says, with a new serial number and new dates, for as long"
                    + " as before: for the same key, or with --rekey for a fresh one.",
            "The old certificate stays where it is and stays valid; revoke it when nothing uses it any more."
        },
        footer = {
            "%nExamples:%n",
            "  route2b pki renew --dir test-pki dsrsp.pem --out dsrsp-2",
            "  route2b pki renew --dir test-pki --rekey dsrsp.pem --out dsrsp-3"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RenewCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private FolderOption folder;

    @Option(names = "--rekey", description = "Make a fresh key, PREFIX.key.")
    private boolean rekey;

    @Option(names = "--days", paramLabel = "N", description = "Days it lasts.")
    private @Nullable Integer days;

    @Mixin
    private OutputOptions output;

    @Mixin
    private Determinism determinism;

    @Parameters(paramLabel = "FILE", description = "The certificate, PEM or DER; - is standard input.")
    private String file;

    RenewCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        IssuedFiles files = output.files(surroundings.console());
        files.refuseIfInTheWay(rekey);
        SmkiCertificate before = before(Certificates.first(file, surroundings.console()));
        Authority authority = authority(before.x509());
        Validity validity = validity(authority, before);
        String description =
                "renewal of " + before.entity().map(Object::toString).orElse("?");
        if (rekey) {
            KeyPair pair = authority.freshKey();
            X509Certificate issued = authority.renew(before, pair.getPublic(), validity);
            files.write(new IssuedIdentity(pair.getPrivate(), List.of(issued, authority.certificate())), description);
        } else {
            X509Certificate issued = authority.renew(before, before.publicKey(), validity);
            files.write(List.of(issued, authority.certificate()), description);
        }
        return ExitCode.DONE.number();
    }

    private SmkiCertificate before(X509Certificate certificate) {
        try {
            SmkiCertificate before = SmkiCertificate.read(certificate);
            if (before.entity().isPresent()) {
                return before;
            }
            throw refused("it names no entity identifier; authorities are not renewed");
        } catch (MalformedException broken) {
            throw refused(String.valueOf(broken.getMessage()));
        }
    }

    private Authority authority(X509Certificate certificate) {
        AuthorityFolder opened = folder.open();
        Member member = new RevocationLists(opened, determinism.clock(surroundings), surroundings.random())
                .issuer(certificate)
                .orElseThrow(() -> refused("no authority of " + folder.path() + " issued it"));
        if (RevocationList.of(opened.revocationList(member)).contains(certificate.getSerialNumber())) {
            throw refused("it has been revoked");
        }
        return opened.authority(
                member, determinism.clock(surroundings), determinism.random(surroundings, "renew " + rekey));
    }

    private Validity validity(Authority authority, SmkiCertificate before) {
        if (days != null) {
            return authority.days(Bounds.days(days));
        }
        if (before.notAfter().equals(Validity.NEVER)) {
            return authority.deviceValidity();
        }
        long lasted = Duration.between(before.notBefore(), before.notAfter()).toDays();
        return authority.days((int) Math.max(1, lasted));
    }

    private CommandFailure refused(String why) {
        return new CommandFailure(ExitCode.INPUT, file, why, "issue a new certificate: route2b pki issue --help");
    }
}
