package uk.route2b.commandline;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/**
 * Runs a picocli command and turns whatever happens into an exit code and at most three lines.
 *
 * <p>Every command gets {@code --help} and {@code --debug}. A stack trace is shown only with {@code --debug}.
 */
public final class Program {
    private static final String DEBUG = "--debug";

    private final CommandLine commandLine;
    private final Console console;

    /** @param command an object or class annotated for picocli, or a CommandLine */
    public Program(Object command, Console console) {
        this.commandLine = command instanceof CommandLine ready ? ready : new CommandLine(command);
        this.console = console;
        equip(commandLine);
        commandLine
                .setOut(new java.io.PrintWriter(console.out(), true))
                .setErr(new java.io.PrintWriter(console.err(), true))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, arguments) -> usage(wrong))
                .setExecutionExceptionHandler((failure, parsed, result) -> failed(failure, result));
    }

    /** Runs {@code arguments} and returns the number for the shell. */
    public int run(String... arguments) {
        try {
            return commandLine.execute(arguments);
        } catch (StackOverflowError | OutOfMemoryError exhausted) {
            return bug(exhausted, List.of(arguments).contains(DEBUG));
        }
    }

    /** Runs {@code arguments} with the streams of this process and ends it. */
    public static void main(Object command, String... arguments) {
        System.exit(new Program(command, Console.ofProcess()).run(arguments));
    }

    /** Options of every command, added here so that no command can lack them. */
    private static void equip(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        spec.mixinStandardHelpOptions(true);
        if (spec.findOption(DEBUG) == null) {
            spec.addOption(OptionSpec.builder(DEBUG)
                    .type(boolean.class)
                    .scopeType(ScopeType.LOCAL)
                    .description("Show the stack trace of a failure.")
                    .build());
        }
        command.getSubcommands().values().forEach(Program::equip);
    }

    private int usage(ParameterException wrong) {
        String name = wrong.getCommandLine().getCommandSpec().qualifiedName();
        return report(new CommandFailure(ExitCode.USAGE, name, String.valueOf(wrong.getMessage()), name + " --help"));
    }

    private int failed(Exception failure, ParseResult result) {
        boolean debug = debug(result);
        if (!(failure instanceof CommandFailure expected)) {
            return bug(failure, debug);
        }
        if (debug) {
            expected.printStackTrace(console.err());
        }
        return report(expected);
    }

    private int report(CommandFailure failure) {
        console.err().println(failure.threeLines());
        return failure.code().number();
    }

    private int bug(Throwable failure, boolean debug) {
        console.err()
                .println("error: a bug in this program, " + failure.getClass().getName()
                        + (debug ? "" : "; " + DEBUG + " shows where"));
        if (debug) {
            failure.printStackTrace(console.err());
        }
        return ExitCode.BUG.number();
    }

    private static boolean debug(ParseResult result) {
        return result.hasMatchedOption(DEBUG) || result.subcommands().stream().anyMatch(Program::debug);
    }
}
