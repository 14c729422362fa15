package uk.route2b.client.spi;

import java.io.IOException;

/**
 * Something that was committed is gone, or is not what was written: reading it again will not help, so the rest goes on
 * without it.
 */
public final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param message what, where, and what mends it */
    public DamagedException(String message) {
        super(message);
    }
}
