package uk.route2b.server.store;

/**
 * The storage failed: disk full, file damaged, database away. Nothing has changed. Whoever is responsible for the work
 * at hand refuses it or lets the other end try again.
 */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message what failed, where, and what mends it */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
