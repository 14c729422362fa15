package uk.route2b.server;

import picocli.CommandLine;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.Program;

/** The program {@code message trace}: a command of its own, because it reads a store as {@code transcript} does. */
public final class TraceProgram {
    private TraceProgram() {}

    /** Runs the program. */
    public static void main(String... arguments) {
        Console console = Console.ofProcess();
        System.exit(new Program(new CommandLine(new TraceCommand(console)), console).run(arguments));
    }
}
