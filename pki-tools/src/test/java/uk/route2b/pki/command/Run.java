package uk.route2b.pki.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import uk.route2b.commandline.Console;

/** One run of the program inside this process, without a terminal. */
record Run(int exit, String out, String err) {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    static Run of(Object... arguments) {
        return with(new byte[0], arguments);
    }

    static Run with(byte[] input, Object... arguments) {
        return at(NOW, input, arguments);
    }

    static Run at(Instant now, byte[] input, Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(new ByteArrayInputStream(input), stream(out), stream(err), false);
        Surroundings surroundings = new Surroundings(
                console, InstantSource.fixed(now), new SecureRandom(), Map.of("SECRET", "open sesame"));
        String[] words = Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new);
        int exit = PkiToolsProgram.program(surroundings).run(words);
        return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** A new authority in {@code folder}. */
    static Path authority(Path folder) {
        Run run = of("pki", "init", folder);
        if (run.exit() != 0) {
            throw new IllegalStateException(run.err());
        }
        return folder;
    }

    private static PrintStream stream(ByteArrayOutputStream octets) {
        return new PrintStream(octets, true, StandardCharsets.UTF_8);
    }
}
