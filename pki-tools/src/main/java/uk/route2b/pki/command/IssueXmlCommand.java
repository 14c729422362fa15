package uk.route2b.pki.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import uk.route2b.commandline.ExitCode;
import uk.route2b.pki.authority.Member;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.RemotePartyRole;

/** {@code pki issue xml}. */
@Command(
        name = "xml",
        description = "Issues a certificate for signing XML, role 87: the same as issue organisation --use xml.",
        footer = {
            "%nExamples:%n",
            "  route2b pki issue xml --dir test-pki --eui 90-B3-D5-1F-30-01-00-08 --out dsrsp-xml"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class IssueXmlCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private IssueOptions options;

    IssueXmlCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        options.issue(
                surroundings,
                Member.ORGANISATION_CA,
                "organisation " + options.entity() + ", role 87, xml",
                (authority, key) -> authority.certifyOrganisation(
                        RemotePartyRole.XML_SIGNING,
                        options.entity(),
                        KeyUse.DIGITAL_SIGNATURE,
                        key,
                        options.validity(authority, authority.organisationValidity())));
        return ExitCode.DONE.number();
    }
}
