package uk.route2b.pki.issue;

import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One certificate that no longer counts.
 *
 * @param serial its serial number
 * @param when since when, in whole seconds
 * @param reason why
 */
public record Revocation(BigInteger serial, Instant when, RevocationReason reason) {
    public Revocation {
        when = when.truncatedTo(ChronoUnit.SECONDS);
    }
}
