package uk.route2b.pki.command;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.InputFile;

/** Reads passwords from files and the environment. */
final class Passwords {
    private static final int LARGEST = 4096;

    private Passwords() {}

    /** The first line of {@code file}, else what {@code variable} holds, else none. */
    static Optional<char[]> of(@Nullable String file, @Nullable String variable, Surroundings surroundings) {
        if (file != null) {
            return Optional.of(line(file, surroundings));
        }
        return variable == null ? Optional.empty() : Optional.of(environment(variable, surroundings));
    }

    private static char[] line(String name, Surroundings surroundings) {
        byte[] octets = new InputFile(name).read(surroundings.console(), LARGEST);
        String line =
                new String(octets, StandardCharsets.UTF_8).lines().findFirst().orElse("");
        return nonEmpty(line, name);
    }

    private static char[] environment(String name, Surroundings surroundings) {
        return nonEmpty(surroundings.environment().getOrDefault(name, ""), name);
    }

    private static char[] nonEmpty(String password, String where) {
        if (password.isEmpty()) {
            throw new CommandFailure(ExitCode.KEY, where, "there is no password in it", "put one there");
        }
        return password.toCharArray();
    }
}
