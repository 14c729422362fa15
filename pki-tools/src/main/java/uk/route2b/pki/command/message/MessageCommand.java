package uk.route2b.pki.command.message;

import picocli.CommandLine.Command;

/** {@code message}: signed messages. */
@Command(
        name = "message",
        description = {
            "Signs, verifies and shows signed messages: ours, and those of smart meters; and writes those of a CEM, raw"
                    + " or as evidence."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            MessageSignCommand.class,
            MessageRecoverCommand.class,
            MessageVerifyCommand.class,
            MessageInspectCommand.class,
            MessageTranscriptCommand.class,
            MessageTraceCommand.class
        })
public final class MessageCommand {}
