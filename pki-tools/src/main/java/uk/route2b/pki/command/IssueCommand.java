package uk.route2b.pki.command;

import picocli.CommandLine.Command;

/** The group {@code pki issue}. */
@Command(
        name = "issue",
        description = "Issues certificates, for fresh keys or for keys in requests.",
        synopsisSubcommandLabel = "KIND",
        subcommands = {
            IssueOrganisationCommand.class,
            IssueDeviceCommand.class,
            IssueLinkCommand.class,
            IssueXmlCommand.class,
            IssueBatchCommand.class
        },
        footer = {
            "%nExamples:%n",
            "  route2b pki issue device --dir test-pki --eui 00-DB-12-34-56-78-90-A0 \\",
            "      --use signing --out cem"
        })
final class IssueCommand {}
