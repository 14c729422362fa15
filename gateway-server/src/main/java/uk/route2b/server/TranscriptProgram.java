package uk.route2b.server;

import picocli.CommandLine;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.Program;

/** The program {@code message transcript}: a command of its own, because it alone of the group reads a store. */
public final class TranscriptProgram {
    private TranscriptProgram() {}

    /** Runs the program. */
    public static void main(String... arguments) {
        Console console = Console.ofProcess();
        System.exit(program(console).run(arguments));
    }

    static Program program(Console console) {
        return new Program(new CommandLine(new TranscriptCommand(console)), console);
    }
}
