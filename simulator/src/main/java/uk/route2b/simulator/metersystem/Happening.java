package uk.route2b.simulator.metersystem;

/** What is counted when it has really happened. */
public enum Happening {
    /** A command's labels were written, in full or in part. */
    LABEL_WRITES("labelWrites"),
    /** The home side read the labels. */
    LABEL_READS("labelReads"),
    /** The home side handed over an alert. */
    ALERTS_IN("alertsIn"),
    /** An alert was delivered; repetitions count. */
    ALERTS_OUT("alertsOut"),
    /** A command or an alert took time. */
    DELAYED("delayed"),
    /** A command did not reach its meter. */
    LOST_COMMANDS("lostCommands"),
    /** A command was carried out and its response did not come back. */
    LOST_RESPONSES("lostResponses"),
    /** An alert was not delivered. */
    LOST_ALERTS("lostAlerts"),
    /** An old command was carried out again. */
    REPEATED_WRITES("repeatedWrites"),
    /** An alert was delivered again. */
    REPEATED_ALERTS("repeatedAlerts"),
    /** An alert was delivered after a later one. */
    REORDERED_ALERTS("reorderedAlerts"),
    /** A command wrote only some of its labels. */
    PARTIAL_WRITES("partialWrites"),
    /** A command's labels became visible one after the other. */
    TORN_WRITES("tornWrites"),
    /** The home side saw a mix of old and new labels. */
    TORN_READS("tornReads"),
    /** A command or an alert was refused because of an outage. */
    OUTAGE_REFUSALS("outageRefusals"),
    /** A command was refused because another one was under way to the same meter. */
    BUSY_REFUSALS("busyRefusals"),
    /** Something was refused because a limit of the simulator was reached. */
    FULL_REFUSALS("fullRefusals");

    private final String key;

    Happening(String key) {
        this.key = key;
    }

    /** Its name in JSON. */
    public String key() {
        return key;
    }
}
