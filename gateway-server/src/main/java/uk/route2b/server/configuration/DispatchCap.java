package uk.route2b.server.configuration;

/**
 * How many CEMs of a DSRSP may change their load, or move to another configuration, in any ten minutes. It is counted
 * for the fleet and over all nodes, because a compromised VTN must not switch a million homes at once.
 *
 * @param percent of the active CEMs
 * @param atLeast however few are active
 * @param breach what is done with what goes beyond
 */
public record DispatchCap(int percent, int atLeast, Breach breach) {
    /** 20 % of the active CEMs and at least ten; beyond it an operator decides. */
    public static final DispatchCap DEFAULT = new DispatchCap(20, 10, Breach.QUARANTINE);

    /** In minutes. */
    public static final int WINDOW = 10;

    private static final int HUNDRED = 100;

    /** The cap for so many active CEMs. */
    public int of(int active) {
        return Math.max(atLeast, (int) (((long) active * percent + HUNDRED - 1) / HUNDRED));
    }
}
