package uk.route2b.protocol.message;

/**
 * All that a sender keeps about its own counters towards one target. Immutable; stored before the octets leave.
 *
 * @param last the last counter used, over all message codes
 * @param window what was signed and waits for an answer
 */
public record SenderState(long last, SendWindow window) {
    private static final long LAST_THERE_IS = -1;

    /** Before the first message. */
    public static final SenderState FRESH = new SenderState(0, SendWindow.EMPTY);

    /**
     * The counter of the next message: one more than the last, or now if that is more.
     *
     * @param nowMillis milliseconds since 1970
     */
    public long next(long nowMillis) {
        if (last == LAST_THERE_IS) {
            throw new IllegalStateException("the last counter of 64 bits is used; commissioning gives a new sequence");
        }
        long following = last + 1;
        return Long.compareUnsigned(following, nowMillis) >= 0 ? following : nowMillis;
    }

    /** After signing a message that will be answered. */
    public SenderState signed(long counter) {
        return new SenderState(counter, window.signed(counter));
    }

    /** After signing link control or an answer to nothing: it uses a counter but waits for nothing in the window. */
    public SenderState used(long counter) {
        return new SenderState(counter, window);
    }

    /** After the answer was stored, or after giving up. */
    public SenderState settled(long counter) {
        return new SenderState(last, window.settled(counter));
    }

    /** Above what the other end has accepted: after a restored backup or a clock that was wrong. */
    public SenderState raiseAbove(long acceptedByOther) {
        return Long.compareUnsigned(acceptedByOther, last) > 0 ? new SenderState(acceptedByOther, window) : this;
    }

    /** What hello and welcome declare: the lowest unanswered counter less one, or the last one used. */
    public long floor() {
        return window.lowestUnanswered().isPresent() ? window.lowestUnanswered().getAsLong() - 1 : last;
    }
}
