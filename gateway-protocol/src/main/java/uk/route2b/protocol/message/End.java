package uk.route2b.protocol.message;

/** The two ends of a route. */
public enum End {
    DSRSP(CraFlag.COMMAND, CraFlag.ALERT),
    CEM(CraFlag.ALERT, CraFlag.COMMAND);

    private final CraFlag sends;
    private final CraFlag takes;

    End(CraFlag sends, CraFlag takes) {
        this.sends = sends;
        this.takes = takes;
    }

    /** The flag of what this end sends of its own accord. */
    public CraFlag sends() {
        return sends;
    }

    /** Whether this end takes messages with {@code flag}: answers, and what the other end sends of its own accord. */
    public boolean takes(CraFlag flag) {
        return flag == CraFlag.RESPONSE || flag == takes;
    }
}
