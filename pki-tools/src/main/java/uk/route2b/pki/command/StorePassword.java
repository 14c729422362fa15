package uk.route2b.pki.command;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The password of a key store that is only looked at. */
final class StorePassword {
    @Option(names = "--password-file", paramLabel = "FILE", description = "First line: password of a key store.")
    private @Nullable String file;

    @Option(
            names = "--password-env",
            paramLabel = "NAME",
            description = "Environment variable with the password of a key store.")
    private @Nullable String variable;

    Optional<char[]> read(Surroundings surroundings) {
        return Passwords.of(file, variable, surroundings);
    }
}
