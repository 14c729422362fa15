package uk.route2b.simulator.openadr;

/** The message of OadrPoll. */
public final class Polls {
    private Polls() {}

    /** Is there anything for me? */
    public static Message poll(String venId) {
        return MessageType.POLL.with(Vocabulary.EI.text("venID", venId));
    }
}
