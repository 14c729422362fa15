package uk.route2b.protocol.configuration;

/**
 * A rule that a link configuration breaks.
 *
 * @param field the key it concerns
 * @param reason a stable reason code
 */
public record ConfigurationFinding(String field, String reason) {
    @Override
    public String toString() {
        return field + ": " + reason;
    }
}
