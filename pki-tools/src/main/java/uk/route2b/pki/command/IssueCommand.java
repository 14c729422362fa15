package uk.route2b.pki.command;

import picocli.CommandLine.Command;

/** The group {@code pki issue}. */
@Command(
        name = "issue",
        description = "Issues a certificate for a fresh key.",
        synopsisSubcommandLabel = "KIND",
        subcommands = {IssueOrganisationCommand.class, IssueDeviceCommand.class})
final class IssueCommand {}
