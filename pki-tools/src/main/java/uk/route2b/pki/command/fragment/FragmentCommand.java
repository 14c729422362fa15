package uk.route2b.pki.command.fragment;

import picocli.CommandLine.Command;

/** {@code fragment}: route 2a. */
@Command(
        name = "fragment",
        description = "Cuts a message into route 2a fragments, joins them again, or counts them.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {FragmentSplitCommand.class, FragmentJoinCommand.class, FragmentCountCommand.class})
public final class FragmentCommand {}
