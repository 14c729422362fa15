package uk.route2b.server.tunnel;

/**
 * What became of an attempt to write labels.
 *
 * @param written whether the meter's response shows five successes
 * @param reason a reason code where it does not; docs/dcc.md has them all
 */
public record WriteOutcome(boolean written, String reason) {
    public static final WriteOutcome WRITTEN = new WriteOutcome(true, "");

    public static WriteOutcome failed(String reason) {
        return new WriteOutcome(false, reason);
    }
}
