package uk.route2b.server.configuration;

/**
 * How much traffic of one sort is usual in one window; what is above is a breach.
 *
 * @param fleet of all CEMs of a DSRSP together, or of each alone
 * @param direction {@code up} from CEMs, {@code down} to them, or {@code any}
 * @param kind a message by its name, {@code connect}, {@code refusal}, {@code counter-jump}, or {@code any}, which
 *     means every message
 * @param count how many
 * @param octets of their bodies or signed octets together
 * @param breach what is done with what goes beyond
 */
public record Threshold(boolean fleet, String direction, String kind, long count, long octets, Breach breach) {
    public static final String ANY = "any";
    public static final String CONNECT = "connect";
    public static final String REFUSAL = "refusal";
    public static final String COUNTER_JUMP = "counter-jump";

    /** Whether something of this direction and kind is counted by it. */
    public boolean isOf(String what, String kindOf) {
        boolean event = kindOf.equals(CONNECT) || kindOf.equals(REFUSAL) || kindOf.equals(COUNTER_JUMP);
        return (direction.equals(ANY) || direction.equals(what)) && (kind.equals(kindOf) || kind.equals(ANY) && !event);
    }

    /** For log and audit. */
    @Override
    public String toString() {
        return (fleet ? "fleet " : "CEM ") + direction + " " + kind + ": " + count + " and " + octets + " octets";
    }
}
