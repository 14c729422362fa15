package uk.route2b.cem.configuration;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The environment, as configuration files may use it: {@code ${NAME}} and {@code ${NAME:-default}}.
 *
 * @param environment name to value
 */
record Variables(Map<String, String> environment) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(:-([^}]*))?}");

    /** {@code text} with its variables replaced. */
    String replace(String text, Location at) {
        Matcher matcher = VARIABLE.matcher(text);
        StringBuilder replaced = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(replaced, Matcher.quoteReplacement(value(matcher, at)));
        }
        matcher.appendTail(replaced);
        return replaced.toString();
    }

    private String value(Matcher matcher, Location at) {
        String value = environment.get(matcher.group(1));
        if (value != null && !value.isEmpty()) {
            return value;
        }
        if (matcher.group(2) != null) {
            return matcher.group(3);
        }
        throw at.failure(
                "the environment has no " + matcher.group(1),
                "export " + matcher.group(1) + "=…, or write ${" + matcher.group(1) + ":-default}");
    }
}
