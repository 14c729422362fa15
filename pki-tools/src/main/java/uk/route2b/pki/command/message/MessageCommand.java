package uk.route2b.pki.command.message;

import picocli.CommandLine.Command;

/** {@code message}: signed messages. */
@Command(
        name = "message",
        description = "Signs, verifies and shows signed messages: ours, and those of smart meters.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {MessageSignCommand.class, MessageVerifyCommand.class, MessageInspectCommand.class})
public final class MessageCommand {}
