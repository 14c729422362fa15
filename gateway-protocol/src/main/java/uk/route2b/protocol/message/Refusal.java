package uk.route2b.protocol.message;

/**
 * Why a message was not accepted, in the order in which it is found out. A peer is told the code and never more.
 *
 * <p>Until the signature verifies, a refusal changes nothing.
 */
public enum Refusal {
    SHAPE("shape", "the octets are not one whole signed message in our form"),
    CODE("code", "the message code or CRA flag is none that this end accepts"),
    TARGET("target", "the message is for another entity"),
    ORIGINATOR("originator", "the originator is not the entity at the other end of this route"),
    COUNTER_SPENT("counter-spent", "the counter is at or below the floor: too old, or given up by its sender"),
    COUNTER_FAR_AHEAD("counter-far-ahead", "the counter is more than a day ahead of every clock we trust"),
    WINDOW_FULL("window-full", "64 messages of this originator wait for their answer already"),
    LINK_COUNTER("link-counter", "link control with a counter that is not above the last: a replay"),
    NOT_OUTSTANDING("not-outstanding", "an answer to nothing that waits for one"),
    SIGNATURE("signature", "the signature is by none of the originator's accepted keys"),
    COUNTER_CONFLICT(
            "counter-conflict", "a counter that was accepted already, validly signed over other octets: alarm");

    private final String code;
    private final String meaning;

    Refusal(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The stable reason code. */
    public String code() {
        return code;
    }

    /** One sentence for an operator. */
    public String meaning() {
        return meaning;
    }
}
