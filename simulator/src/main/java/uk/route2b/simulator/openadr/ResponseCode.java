package uk.route2b.simulator.openadr;

import static uk.route2b.simulator.openadr.Vocabulary.EI;
import static uk.route2b.simulator.openadr.Vocabulary.PYLD;

/** What an eiResponse can say. */
public enum ResponseCode {
    /** Done. */
    OK(200, "OK"),
    /** Such a message is not for this end. */
    NOT_ALLOWED(451, "not allowed"),
    /** Nobody here has this identifier. */
    INVALID_ID(452, "invalid ID"),
    /** The message does not fit its service. */
    INVALID_DATA(454, "invalid data");

    private final int code;
    private final String description;

    ResponseCode(int code, String description) {
        this.code = code;
        this.description = description;
    }

    /** The eiResponse to the request {@code requestId}. */
    public Element to(String requestId) {
        return EI.element(
                "eiResponse",
                EI.text("responseCode", code),
                EI.text("responseDescription", description),
                PYLD.text("requestID", requestId));
    }

    /** The eiResponse to {@code request}. */
    public Element to(Message request) {
        return to(request.requestId().orElse(""));
    }
}
