package uk.route2b.simulator;

import java.net.BindException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The world around the gateway, one part a subcommand. */
@Command(
        name = "simulator",
        description = "The world around the gateway, for trying it out and for tests.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "PART",
        subcommands = {SmartMeterSystemCommand.class, VtnCommand.class, VenCommand.class})
public final class SimulatorProgram {
    private static final int PORT_TAKEN = 6;
    private static final int BUG = 70;

    private SimulatorProgram() {}

    /** Runs one simulator until it is told to stop. */
    public static void main(String[] args) {
        // by property and not as logback.xml, which would also catch whoever embeds a simulator
        System.setProperty("logback.configurationFile", "simulator-logback.xml");
        System.exit(run(args));
    }

    /** Runs one simulator and gives the exit code. */
    static int run(String... args) {
        return new CommandLine(new SimulatorProgram())
                .setExecutionExceptionHandler(SimulatorProgram::failed)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args);
    }

    private static int failed(Exception why, CommandLine command, ParseResult arguments) {
        boolean taken = why instanceof BindException;
        command.getErr().println(command.getCommandName() + " could not start");
        command.getErr().println(taken ? "the port is taken: " + why.getMessage() : "unexpected: " + why);
        command.getErr().println(taken ? "choose another --port, or 0 for any free one" : "please report this");
        return taken ? PORT_TAKEN : BUG;
    }
}
