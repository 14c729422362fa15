package uk.route2b.server.store;

import java.util.OptionalLong;
import uk.route2b.protocol.identity.EntityIdentifier;

/**
 * One CEM of a move.
 *
 * @param reason why it failed: a reason code; empty otherwise
 * @param begunMillis when its turn came, milliseconds since 1970; empty before
 */
public record MovedCem(EntityIdentifier cem, Progress progress, String reason, OptionalLong begunMillis) {
    /** How far it is. */
    public enum Progress {
        TO_DO,
        PENDING,
        DONE,
        FAILED
    }
}
