package uk.route2b.simulator.openadr;

/** The octets are not an OpenADR 2.0b message that may be read. */
public final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableException(String reason) {
        super(reason, null, false, false);
    }

    UnreadableException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
