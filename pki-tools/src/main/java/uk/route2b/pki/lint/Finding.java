package uk.route2b.pki.lint;

/**
 * One place where a certificate leaves its profile.
 *
 * @param rule which rule is broken
 * @param level how badly
 * @param text what was found instead
 */
public record Finding(Rule rule, Level level, String text) {
    static Finding error(Rule rule, String text) {
        return new Finding(rule, Level.ERROR, text);
    }

    static Finding warning(Rule rule, String text) {
        return new Finding(rule, Level.WARNING, text);
    }
}
