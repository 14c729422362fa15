package uk.route2b.server.store;

/**
 * What a CEM reports of a link configuration.
 *
 * @param version of the configuration; 0 where nothing is reported
 * @param committed whether it is in force; else it was given up
 * @param reason why it was given up: a reason code, or empty
 */
public record ConfigurationReport(long version, boolean committed, String reason) {
    /** No report. */
    public static final ConfigurationReport NONE = new ConfigurationReport(0, false, "");
}
