package uk.route2b.pki.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import uk.route2b.commandline.Program;
import uk.route2b.pki.command.fragment.FragmentCommand;
import uk.route2b.pki.command.inspect.InspectCommand;
import uk.route2b.pki.command.message.MessageCommand;

/** The program of this module. A further group of commands is one more class in {@code subcommands}. */
@Command(
        name = "route2b",
        description = "Certificates, signed messages and fragments.",
        subcommands = {PkiCommand.class, MessageCommand.class, FragmentCommand.class, InspectCommand.class})
public final class PkiToolsProgram {
    /** Runs the command that {@code arguments} name and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(program(Surroundings.ofProcess()).run(arguments));
    }

    /** The whole program in other surroundings. */
    static Program program(Surroundings surroundings) {
        return new Program(commandLine(surroundings), surroundings.console());
    }

    static CommandLine commandLine(Surroundings surroundings) {
        CommandLine commandLine = new CommandLine(PkiToolsProgram.class, new CommandFactory(surroundings));
        Converters.register(commandLine);
        return commandLine;
    }
}
