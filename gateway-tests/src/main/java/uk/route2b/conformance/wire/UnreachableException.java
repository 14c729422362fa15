package uk.route2b.conformance.wire;

import java.io.IOException;

/** There is no TCP connection: nothing was refused, nothing was tried, and no case may pass for it. */
public final class UnreachableException extends IOException {
    private static final long serialVersionUID = 1;

    UnreachableException(String where, IOException cause) {
        super(where + " cannot be reached: " + cause.getMessage(), cause);
    }
}
