package uk.route2b.server.store;

/**
 * What a CEM has said of its link configurations. Versions only rise; only a hello may take them back.
 *
 * @param confirmed version in force at the CEM; 0 before the first
 * @param answered highest version to which the CEM gave any answer; it is not sent again
 * @param failed highest version that it refused or gave up; 0 for none
 * @param reason why: a reason code, or empty
 */
public record ConfigurationState(long confirmed, long answered, long failed, String reason) {
    /** Before anything has happened. */
    public static final ConfigurationState NONE = new ConfigurationState(0, 0, 0, "");

    /** Highest version of which the CEM has let us know anything: it is not sent again. */
    public long known() {
        return Math.max(Math.max(confirmed, answered), failed);
    }

    /** After an answer to {@code version}, 0 for an answer to something else. */
    public ConfigurationState answeredBy(long version, PayloadState outcome, String why) {
        ConfigurationState after = new ConfigurationState(confirmed, Math.max(answered, version), failed, reason);
        return version == 0 || outcome == PayloadState.DELIVERED ? after : after.failedWith(version, why);
    }

    /** After a report of the CEM. */
    public ConfigurationState after(ConfigurationReport report) {
        return report.committed()
                ? new ConfigurationState(Math.max(confirmed, report.version()), answered, failed, reason)
                : failedWith(report.version(), report.reason());
    }

    private ConfigurationState failedWith(long version, String why) {
        return version > 0 && version >= failed ? new ConfigurationState(confirmed, answered, version, why) : this;
    }

    /**
     * Hello says which configuration is in force. Where that is older than what was confirmed, the CEM was restored or
     * commissioned again, so what it once answered counts no more and the current one goes out again.
     */
    public ConfigurationState greeted(long inForce) {
        return inForce < confirmed
                ? new ConfigurationState(inForce, inForce, 0, "")
                : new ConfigurationState(inForce, answered, failed, reason);
    }
}
