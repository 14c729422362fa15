package uk.route2b.server.configuration;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The environment of the program, which {@code ${NAME}} and {@code ${NAME:-default}} in a scalar are replaced from.
 *
 * @param variables name to value
 */
public record Environment(Map<String, String> variables) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\\}");

    public Environment {
        variables = Map.copyOf(variables);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    String fill(String text, int line, Findings findings) {
        return VARIABLE.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(value(match.group(1))
                        .or(() -> Optional.ofNullable(match.group(2)))
                        .orElseGet(() -> {
                            findings.add(line, "${" + match.group(1) + "}", "the environment has no such variable");
                            return "";
                        })));
    }
}
