package uk.route2b.pki.command;

import picocli.CommandLine.Command;

/** The group {@code pki}. */
@Command(
        name = "pki",
        description = "A certificate authority of SMKI shape, for tests.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            InitCommand.class,
            IssueCommand.class,
            BulkCommand.class,
            RevokeCommand.class,
            CrlCommand.class,
            InspectCommand.class,
            VerifyCommand.class,
            LintCommand.class
        })
final class PkiCommand {}
