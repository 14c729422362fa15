package uk.route2b.pki.command;

import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import uk.route2b.pki.authority.AuthorityFolder;
import uk.route2b.pki.authority.Member;
import uk.route2b.pki.issue.Authority;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.Validity;
import uk.route2b.protocol.identity.EntityIdentifier;

/** What every {@code pki issue} takes, and how all of them go about it. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class IssueOptions {
    @Mixin
    private FolderOption folder;

    @Option(
            names = "--eui",
            required = true,
            paramLabel = "EUI",
            description = "The entity identifier, as in 90-B3-D5-1F-30-01-00-08.")
    private EntityIdentifier entity;

    @Option(
            names = "--csr",
            paramLabel = "FILE",
            description = "Certify the key of this PKCS#10 request, PEM or DER, instead of a fresh one. Only its key"
                    + " counts; what else it asks for is passed over.")
    private @Nullable String request;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "Days it lasts, 1 to 36500; an organisation's 10 years and a device's without end if absent.")
    private @Nullable Integer days;

    @Mixin
    private OutputOptions output;

    @Mixin
    private Determinism determinism;

    EntityIdentifier entity() {
        return entity;
    }

    /** Dates as asked for, else {@code usual}. */
    Validity validity(Authority authority, Validity usual) {
        return days == null ? usual : authority.days(Bounds.days(days));
    }

    /**
     * Issues one certificate and writes it.
     *
     * @param member who issues
     * @param description what it is, for the answer and for what a seed makes
     * @param certifier how to certify a public key
     */
    void issue(
            Surroundings surroundings,
            Member member,
            String description,
            BiFunction<Authority, PublicKey, X509Certificate> certifier) {
        IssuedFiles files = output.files(surroundings.console());
        files.refuseIfInTheWay(request == null);
        AuthorityFolder opened = folder.open();
        Authority authority = opened.authority(
                member, determinism.clock(surroundings), determinism.random(surroundings, description));
        if (request == null) {
            KeyPair pair = authority.freshKey();
            X509Certificate issued = certifier.apply(authority, pair.getPublic());
            files.write(new IssuedIdentity(pair.getPrivate(), List.of(issued, authority.certificate())), description);
        } else {
            PublicKey key = Requests.provenKey(request, surroundings.console());
            files.write(List.of(certifier.apply(authority, key), authority.certificate()), description);
        }
    }
}
