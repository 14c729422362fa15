package uk.route2b.simulator;

import picocli.CommandLine.Command;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.Program;

/** The world around the gateway, one part a subcommand. */
@Command(
        name = "simulator",
        description = "The world around the gateway, for trying it out and for tests.",
        synopsisSubcommandLabel = "PART",
        subcommands = {DccCommand.class, VtnCommand.class, VenCommand.class})
public final class SimulatorProgram {
    private SimulatorProgram() {}

    /** Runs one simulator until it is told to stop. */
    public static void main(String[] args) {
        // by property and not as logback.xml, which would also catch whoever embeds a simulator
        System.setProperty("logback.configurationFile", "simulator-logback.xml");
        System.exit(program(Console.ofProcess()).run(args));
    }

    /** The whole program with other streams. */
    static Program program(Console console) {
        return new Program(new SimulatorProgram(), console);
    }
}
