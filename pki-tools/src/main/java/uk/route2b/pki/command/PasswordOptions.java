package uk.route2b.pki.command;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.InputFile;

/** Where passwords come from: files or the environment, never the command line, which every process can read. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class PasswordOptions {
    private static final int LARGEST = 4096;

    @Option(names = "--password-file", paramLabel = "FILE", description = "First line: password of what is written.")
    private @Nullable String file;

    @Option(
            names = "--password-env",
            paramLabel = "NAME",
            description = "Environment variable with the password of what is written.")
    private @Nullable String variable;

    @Option(names = "--key-password-file", paramLabel = "FILE", description = "First line: password of the key read.")
    private @Nullable String keyFile;

    /** Of what is written. */
    Optional<char[]> written(Surroundings surroundings) {
        if (file != null) {
            return Optional.of(line(file, surroundings));
        }
        return variable == null ? Optional.empty() : Optional.of(environment(variable, surroundings));
    }

    /** Of what is written, which cannot do without. */
    char[] required(Surroundings surroundings, String what) {
        return written(surroundings)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.KEY, what, "it needs a password", "--password-file FILE or --password-env NAME"));
    }

    /** Of the key that is read. */
    Optional<char[]> key(Surroundings surroundings) {
        return keyFile == null ? Optional.empty() : Optional.of(line(keyFile, surroundings));
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
