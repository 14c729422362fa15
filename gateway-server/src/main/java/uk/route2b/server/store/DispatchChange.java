package uk.route2b.server.store;

import java.util.List;

/**
 * Minutes in which the load of a CEM may change, to be counted among those of its DSRSP's other CEMs.
 *
 * @param list what a VEN is to do from now on, in a form that the caller compares with the next one; empty for a change
 *     that comes from no list
 * @param minutes since 1970, each once, none in the past
 * @param nowMinute the minute that it is
 * @param most how many CEMs may change in any {@link #WINDOW} minutes
 * @param anyhow counts also beyond that: it was let through
 */
public record DispatchChange(
        java.util.Optional<VenList> list, List<Long> minutes, long nowMinute, long most, boolean anyhow) {
    /** In minutes. */
    public static final int WINDOW = 10;

    /** How many minutes of one CEM are counted at a time. */
    public static final int MINUTES_MOST = 8_192;

    public DispatchChange {
        minutes = minutes.stream().sorted().distinct().toList();
    }

    /** The newest list of a VEN. */
    public record VenList(String ven, String text) {}
}
