package uk.route2b.simulator.openadr;

import static uk.route2b.simulator.openadr.Vocabulary.EI;
import static uk.route2b.simulator.openadr.Vocabulary.PYLD;

import java.time.Instant;

/** The requests of EiOpt. */
public final class Opts {
    private Opts() {}

    /** From now on I take part, or not. */
    public static Message create(String requestId, String optId, String optType, String venId, Instant now) {
        return MessageType.CREATE_OPT.with(
                EI.text("optID", optId),
                EI.text("optType", optType),
                EI.text("optReason", "participating"),
                EI.text("venID", venId),
                EI.text("createdDateTime", now),
                PYLD.text("requestID", requestId),
                EI.element("eiTarget", EI.text("venID", venId)));
    }

    /** Forget it. */
    public static Message cancel(String requestId, String optId, String venId) {
        return MessageType.CANCEL_OPT.with(
                PYLD.text("requestID", requestId), EI.text("optID", optId), EI.text("venID", venId));
    }
}
