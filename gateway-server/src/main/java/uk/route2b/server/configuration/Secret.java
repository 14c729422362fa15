package uk.route2b.server.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;
import uk.route2b.protocol.octets.Octets;

/** Where a secret is kept. A configuration file never holds one itself: files are copied, mailed and committed. */
public sealed interface Secret {
    /** The largest secret that is read, in octets. */
    int MOST = 64 * 1024;

    /** In a file. */
    record InFile(Path file) implements Secret {
        @Override
        public Octets read() {
            try (var stream = Files.newInputStream(file)) {
                return Octets.of(stream.readNBytes(MOST));
            } catch (IOException unreadable) {
                throw new CommandFailure(
                        ExitCode.KEY,
                        file.toString(),
                        "the secret cannot be read",
                        "check the path and its owner",
                        unreadable);
            }
        }

        @Override
        public String toString() {
            return "file:" + file;
        }
    }

    /** In a variable of the environment. */
    final class InEnvironment implements Secret {
        private final String name;
        private final String value;

        InEnvironment(String name, String value) {
            this.name = name;
            this.value = value;
        }

        @Override
        public Octets read() {
            return Octets.ofText(value);
        }

        @Override
        public String toString() {
            return "env:" + name;
        }
    }

    /**
     * Reads the secret, at most {@link #MOST} octets.
     *
     * @throws CommandFailure exit code 5 if it cannot be read
     */
    Octets read();

    /** Reads {@code file:PATH} or {@code env:NAME}. */
    static Secret parse(String text, Path folder, Environment environment) {
        if (text.startsWith("file:")) {
            return new InFile(folder.resolve(text.substring("file:".length())).normalize());
        }
        if (text.startsWith("env:")) {
            String name = text.substring("env:".length());
            return new InEnvironment(
                    name,
                    environment
                            .value(name)
                            .orElseThrow(() -> new IllegalArgumentException("the environment has no such variable")));
        }
        throw new IllegalSecretException();
    }

    /** A literal where a secret should be named; its message must not repeat it, so it has a type of its own. */
    final class IllegalSecretException extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        IllegalSecretException() {
            super("a secret is named as file:PATH or env:NAME and never stands here itself");
        }
    }
}
