package uk.route2b.server.store;

/**
 * The storage failed: disk full, file damaged, database away. Nothing has changed, except that a database that went
 * away in the middle of a commit may have done it all the same; so whoever remembers what is stored reads it again.
 * Whoever is responsible for the work at hand refuses it or lets the other end try again.
 */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String failure;
    private final String remedy;

    /** @param message what failed, where, and what mends it */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
        this.failure = message;
        this.remedy = "mend the store, or name another one under store";
    }

    /**
     * @param failure what failed and where
     * @param remedy what mends it
     */
    public StoreException(String failure, String remedy, Throwable cause) {
        super(failure + "; " + remedy, cause);
        this.failure = failure;
        this.remedy = remedy;
    }

    /** What failed and where. */
    public String failure() {
        return failure;
    }

    /** What mends it. */
    public String remedy() {
        return remedy;
    }
}
