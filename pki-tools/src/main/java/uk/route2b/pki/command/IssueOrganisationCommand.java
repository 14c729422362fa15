package uk.route2b.pki.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import uk.route2b.commandline.ExitCode;
import uk.route2b.pki.authority.Member;
import uk.route2b.protocol.identity.RemotePartyRole;

/** {@code pki issue organisation}. */
@Command(
        name = "organisation",
        description = {
            "Issues a certificate to an organisation, such as a DSRSP: its role stands in OU, its entity identifier in"
                    + " x500UniqueIdentifier. PREFIX.pem holds it and, after it, its issuing authority.",
            "With --use xml the role is written as 87, as XML signing certificates have it, unless it is 89."
        },
        footer = {
            "%nExamples:%n",
            "  route2b pki issue organisation --dir test-pki --role 08 \\",
            "      --eui 90-B3-D5-1F-30-01-00-08 --use signing --out dsrsp",
            "  route2b pki issue organisation --dir test-pki --role 02 \\",
            "      --eui 90-B3-D5-1F-30-01-00-00 --use signing --csr supplier.csr --out supplier"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class IssueOrganisationCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private IssueOptions options;

    @Option(
            names = "--role",
            required = true,
            paramLabel = "ROLE",
            description = "Remote party role, two hexadecimal digits: 08 for a DSRSP, 02 for a Supplier.")
    private RemotePartyRole role;

    @Option(
            names = "--use",
            required = true,
            paramLabel = "USE",
            description = "What the key is for: ${COMPLETION-CANDIDATES}.")
    private Use use;

    IssueOrganisationCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        RemotePartyRole written = use.written(role);
        options.issue(
                surroundings,
                Member.ORGANISATION_CA,
                "organisation " + options.entity() + ", role " + written.digits() + ", " + use,
                (authority, key) -> authority.certifyOrganisation(
                        written,
                        options.entity(),
                        use.keyUse(),
                        key,
                        options.validity(authority, authority.organisationValidity())));
        return ExitCode.DONE.number();
    }
}
