package uk.route2b.pki.authority;

import java.time.Instant;
import java.util.Optional;

/**
 * What a folder was made with. A second {@code init} has to ask for the same.
 *
 * @param seed where all keys come from, if they are no secrets
 * @param clock the time that was taken for now, if it was not the computer's
 * @param crlDays how many days a revocation list lasts
 */
public record Parameters(Optional<String> seed, Optional<Instant> clock, int crlDays) {
    /** How long a list lasts unless one asks for another time. */
    public static final int CRL_DAYS = 30;

    public Parameters {
        if (crlDays < 1 || crlDays > 3650) {
            throw new IllegalArgumentException("a revocation list lasts between 1 and 3650 days");
        }
    }
}
