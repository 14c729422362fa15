package uk.route2b.cem.configuration;

import java.nio.file.Path;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;

/**
 * Where in a configuration file something stands.
 *
 * @param line from 1
 * @param key with the keys it stands under, as in {@code openadr.port}; empty for the whole file
 */
record Location(Path file, int line, String key) {
    Location under(String name, int at) {
        return new Location(file, at, key.isEmpty() ? name : key + "." + name);
    }

    CommandFailure failure(String why, String remedy) {
        return failure(ExitCode.INPUT, why, remedy);
    }

    CommandFailure failure(ExitCode code, String why, String remedy) {
        String what = file + " line " + line + (key.isEmpty() ? "" : ", " + key);
        return new CommandFailure(code, what, why, remedy);
    }
}
