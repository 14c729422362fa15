package uk.route2b.pki.command;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import uk.route2b.commandline.ExitCode;
import uk.route2b.pki.authority.Member;
import uk.route2b.pki.issue.Authority;
import uk.route2b.pki.issue.Validity;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.RemotePartyRole;

/** {@code pki issue link}. */
@Command(
        name = "link",
        description = {
            "Issues a certificate for TLS on the link, valid for a year: for the gateway with the profile of a DSRSP's"
                    + " signing certificate, for a CEM with that of a device's.",
            "It is the same profile on another key: the gateway's TLS key must never sign messages."
        },
        footer = {
            "%nExamples:%n",
            "  route2b pki issue link --dir test-pki --for gateway \\",
            "      --eui 90-B3-D5-1F-30-01-00-08 --out gateway-tls",
            "  route2b pki issue link --dir test-pki --for cem --csr cem.csr \\",
            "      --eui 00-DB-12-34-56-78-90-A0 --out cem-tls"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class IssueLinkCommand implements Callable<Integer> {
    private static final int DAYS = 365;

    private final Surroundings surroundings;

    @Mixin
    private IssueOptions options;

    @Option(names = "--for", required = true, paramLabel = "END", description = "Which end: ${COMPLETION-CANDIDATES}.")
    private End end;

    /** The two ends of the link. */
    enum End {
        GATEWAY,
        CEM;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    IssueLinkCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Member member = end == End.GATEWAY ? Member.ORGANISATION_CA : Member.DEVICE_CA;
        options.issue(surroundings, member, "link TLS of " + end + " " + options.entity(), this::certify);
        return ExitCode.DONE.number();
    }

    private X509Certificate certify(Authority authority, PublicKey key) {
        Validity validity = options.validity(authority, authority.days(DAYS));
        return switch (end) {
            case GATEWAY ->
                authority.certifyOrganisation(
                        RemotePartyRole.LOAD_CONTROLLER, options.entity(), KeyUse.DIGITAL_SIGNATURE, key, validity);
            case CEM -> authority.certifyDevice(options.entity(), KeyUse.DIGITAL_SIGNATURE, key, validity);
        };
    }
}
