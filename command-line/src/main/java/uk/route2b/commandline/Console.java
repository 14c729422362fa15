package uk.route2b.commandline;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The three streams of a program.
 *
 * @param in standard input
 * @param out standard output: answers, and nothing else
 * @param err standard error: errors, notes and progress
 * @param terminal whether a person watches standard error
 */
public record Console(InputStream in, PrintStream out, PrintStream err, boolean terminal) {
    /** Those of this process, as UTF-8. */
    public static Console ofProcess() {
        return new Console(System.in, utf8(System.out), utf8(System.err), errorIsTerminal());
    }

    /** A note for a person, on standard error. */
    public void note(String text) {
        err.println(text);
    }

    private static PrintStream utf8(PrintStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }

    /** Java can only say whether input and output are a terminal; Linux tells where standard error goes. */
    private static boolean errorIsTerminal() {
        try {
            Path target = Files.readSymbolicLink(Path.of("/proc/self/fd/2"));
            return target.startsWith("/dev/pts") || target.toString().startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException elsewhere) {
            return false;
        }
    }
}
