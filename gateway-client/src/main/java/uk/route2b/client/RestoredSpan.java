package uk.route2b.client;

import java.time.Instant;

/**
 * That this CEM goes on from an old copy of its state.
 *
 * <p>A message that is new to the copy may have been accepted, and acted on, by the state that was lost, whenever it
 * was born. So until a counter is surely from after the restore, what is new is answered "in doubt" and never begun.
 *
 * @param copied when the copy was made, by this device's clock
 * @param restored when it was put back
 * @param doubtUntil counters of the DSRSP up to this one are in doubt, unsigned
 * @param bounded whether a welcome has said so; before the first one this device's clock does, with a margin
 */
public record RestoredSpan(Instant copied, Instant restored, long doubtUntil, boolean bounded) {
    /** Whether a new message under {@code counter} may have been taken before. */
    public boolean doubts(long counter) {
        return Long.compareUnsigned(counter, doubtUntil) <= 0;
    }

    /** The same once a gateway has said the time, and which counters it has used. */
    public RestoredSpan boundedBy(long timeMillis, long usedCounter) {
        long most = Long.compareUnsigned(timeMillis, usedCounter) >= 0 ? timeMillis : usedCounter;
        return bounded ? this : new RestoredSpan(copied, restored, most, true);
    }
}
