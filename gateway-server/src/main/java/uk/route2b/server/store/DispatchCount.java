package uk.route2b.server.store;

/**
 * What came of counting.
 *
 * @param counted whether it was counted; if not nothing has changed
 * @param cems how many CEMs may change in the fullest of the windows concerned, this one among them; 0 if no window has
 *     become fuller
 * @param fromMinute where that window begins
 */
public record DispatchCount(boolean counted, long cems, long fromMinute) {
    /** Nothing new. */
    public static final DispatchCount NOTHING = new DispatchCount(true, 0, 0);
}
