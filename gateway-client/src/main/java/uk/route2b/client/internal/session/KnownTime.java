package uk.route2b.client.internal.session;

/**
 * What a CEM without a clock to trust knows of the time after a restart.
 *
 * @param leastMillis it is not earlier: the highest time in anything the DSRSP signed and what has passed since while
 *     this program ran, milliseconds since 1970
 * @param lastWallMillis what the device's own clock said at the last commit; 0 before the first one
 */
public record KnownTime(long leastMillis, long lastWallMillis) {
    static final KnownTime NONE = new KnownTime(0, 0);

    KnownTime atLeast(long millis) {
        return new KnownTime(Math.max(leastMillis, millis), lastWallMillis);
    }

    /** As it is stored {@code later} milliseconds after {@code before} was. */
    KnownTime committedAt(long wallMillis, KnownTime before, long later) {
        long ranOn = before.leastMillis() == 0 ? 0 : before.leastMillis() + later;
        return new KnownTime(Math.max(leastMillis, ranOn), wallMillis);
    }
}
