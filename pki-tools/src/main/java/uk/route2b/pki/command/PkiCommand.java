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
            RenewCommand.class,
            RevokeCommand.class,
            CrlCommand.class,
            InspectCommand.class,
            VerifyCommand.class,
            LintCommand.class,
            FingerprintCommand.class,
            ExportCommand.class,
            CompletionCommand.class,
            ManualCommand.class
        },
        footer = {
            "%nExamples:%n",
            "  route2b pki init test-pki",
            "  route2b pki issue organisation --dir test-pki --role 08 \\",
            "      --eui 90-B3-D5-1F-30-01-00-08 --use signing --out dsrsp",
            "  route2b pki issue device --dir test-pki \\",
            "      --eui 00-DB-12-34-56-78-90-A0 --use signing --out cem",
            "  route2b pki verify --dir test-pki dsrsp.pem cem.pem"
        })
final class PkiCommand {}
