package uk.route2b.commandline;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

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
                .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, arguments) -> usage(wrong))
                .setExecutionExceptionHandler((failure, parsed, result) -> failed(failure, result));
    }

    /** Runs {@code arguments} and returns the number for the shell. */
    public int run(String... arguments) {
        try {
            return written(commandLine.execute(arguments));
        } catch (StackOverflowError | OutOfMemoryError exhausted) {
            return bug(exhausted, List.of(arguments).contains(DEBUG));
        }
    }

    /** An answer that nobody got is no success: Java's streams keep quiet about a full disk. */
    private int written(int exit) {
        if (exit > ExitCode.FINDING.number() || !console.out().checkError()) {
            return exit;
        }
        return report(new CommandFailure(
                ExitCode.IO,
                "standard output",
                "not all of the answer could be written",
                "check the free space, or who reads it"));
    }

    /** Runs {@code arguments} with the streams of this process and ends it. */
    public static void main(Object command, String... arguments) {
        System.exit(new Program(command, Console.ofProcess()).run(arguments));
    }

    /** Options of every command and the meaning of exit codes, added here so that no command can lack them. */
    private static void equip(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        if (spec.findOption(DEBUG) == null) {
            spec.addOption(flag("Show this help and end.", "-h", "--help")
                    .usageHelp(true)
                    .build());
            spec.addOption(flag("Show the stack trace of a failure.", DEBUG).build());
        }
        spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(exitCodes());
        command.getSubcommands().values().forEach(Program::equip);
    }

    private static OptionSpec.Builder flag(String description, String... names) {
        return OptionSpec.builder(names).type(boolean.class).description(description);
    }

    private static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        for (ExitCode code : ExitCode.values()) {
            codes.put(" " + code.number(), code.meaning());
        }
        return codes;
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
