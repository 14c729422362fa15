package uk.route2b.protocol.duis;

/**
 * What the DCC says about a request: I0 and I99 are good, E and a number is an error, W and a number a warning.
 *
 * @param value as it stands in the response
 */
public record ResponseCode(String value) {
    /** Done; the body has what came of it. */
    public static final ResponseCode SUCCESS = new ResponseCode("I0");
    /** Taken; what comes of it follows later. */
    public static final ResponseCode ACKNOWLEDGED = new ResponseCode("I99");

    public ResponseCode {
        if (!isCode(value)) {
            throw new IllegalArgumentException("a response code is I, W or E and a number, as in E1");
        }
    }

    static boolean isCode(String text) {
        return text.matches("[IWE][0-9]{1,6}");
    }

    @Override
    public String toString() {
        return value;
    }
}
