package uk.route2b.prove.checker;

/**
 * A promise that was broken.
 *
 * @param what which message, and what shows it
 */
public record Breach(Kind kind, String what) {
    /** The promises. */
    public enum Kind {
        /** The VTN was told 200, and neither this message nor a newer list of events has reached the VEN. */
        LOST,
        /** A pushed message reached its VEN again, and no kill fell between the HTTP answer and its storing. */
        TWICE_DOWN,
        /** A request reached the VTN again. */
        TWICE_UP,
        /** What was over before another one began came after it. */
        ORDER_DOWN,
        ORDER_UP,
        /** A VEN was given an answer that the VTN never gave to this request. */
        FALSE_ANSWER,
        /** Something arrived that nobody sent, or at the wrong VEN. */
        PHANTOM,
        /** What was signed has no answer although everything had time to settle. */
        UNANSWERED,
        /** One counter, two different signed messages. */
        COUNTER_REUSED,
        /** Two different answers to one message. */
        TWO_ANSWERS,
        /** A counter of link control that did not rise. */
        CONTROL_COUNTER,
        /** An end forgot what it had accepted, so it would accept it again. */
        FORGOTTEN,
        /** What was worth nothing any more was signed and sent all the same. */
        EXPIRED_SENT,
        /** A queue or memory above its limit. */
        BOUND,
        /** Faults have stopped, everything had time, and something has no final state. */
        NOT_AT_REST,
        /** A part of a product failed in a way that it does not foresee. */
        BUG,
        /** The processes did not come to rest, or not back to life. */
        STUCK
    }

    @Override
    public String toString() {
        return kind + ": " + what;
    }
}
