package uk.route2b.cem.configuration;

import java.nio.file.Path;
import java.util.Map;
import uk.route2b.commandline.ExitCode;
import uk.route2b.protocol.octets.Octets;

/** A value that never stands in the configuration file itself: {@code file:PATH} or {@code env:NAME}. */
final class Secret {
    private static final String FILE = "file:";
    private static final String ENVIRONMENT = "env:";

    private Secret() {}

    static Octets read(Section section, String key, Map<String, String> environment) {
        String text = section.text(key);
        if (text.startsWith(FILE)) {
            Path path = section.resolve(text.substring(FILE.length()));
            return InputFiles.read(path, section.at(key));
        }
        if (text.startsWith(ENVIRONMENT)) {
            return variable(section, key, text.substring(ENVIRONMENT.length()), environment);
        }
        throw section.at(key)
                .failure("a secret may not stand in the file itself", "write " + key + ": file:PATH or env:NAME");
    }

    private static Octets variable(Section section, String key, String name, Map<String, String> environment) {
        String value = environment.get(name);
        if (value == null || value.isEmpty()) {
            throw section.at(key)
                    .failure(ExitCode.KEY, "the environment has no " + name, "put the secret into " + name);
        }
        return Octets.ofText(value);
    }
}
