package uk.route2b.pki.command;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;

/** Where passwords come from: files or the environment, never the command line, which every process can read. */
final class PasswordOptions {
    @Option(names = "--password-file", paramLabel = "FILE", description = "First line: password of what is written.")
    private @Nullable String file;

    @Option(
            names = "--password-env",
            paramLabel = "NAME",
            description = "Environment variable with the password of what is written.")
    private @Nullable String variable;

    @Option(
            names = "--key-password-file",
            paramLabel = "FILE",
            description =
                    "First line: password of the key or key store read; for a key store the other one, if absent.")
    private @Nullable String keyFile;

    /** Of what is written. */
    Optional<char[]> written(Surroundings surroundings) {
        return Passwords.of(file, variable, surroundings);
    }

    /** Of a key store that is written, which cannot do without, and takes no others than these characters. */
    char[] store(Surroundings surroundings) {
        char[] password = written(surroundings)
                .orElseThrow(() -> refused("it needs a password", "--password-file FILE or --password-env NAME"));
        if (!new String(password).matches("[ -~]*")) {
            throw refused(
                    "Java refuses passwords with other characters than ASCII, space to tilde",
                    "choose another password");
        }
        return password;
    }

    /** Of the key that is read. */
    Optional<char[]> key(Surroundings surroundings) {
        return Passwords.of(keyFile, null, surroundings);
    }

    /** Of the key store that is read. */
    Optional<char[]> storeRead(Surroundings surroundings) {
        return key(surroundings).or(() -> written(surroundings));
    }

    private static CommandFailure refused(String why, String remedy) {
        return new CommandFailure(ExitCode.KEY, "a PKCS#12 key store", why, remedy);
    }
}
