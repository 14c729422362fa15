package uk.route2b.pki.issue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * From when until when a certificate holds, both included, in whole seconds.
 *
 * @param notBefore first moment
 * @param notAfter last moment
 */
public record Validity(Instant notBefore, Instant notAfter) {
    /** What a device certificate says instead of an end: RFC 5280 section 4.1.2.5, "no well-defined expiration". */
    public static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    /** Peers whose clocks are a little behind must not refuse what has just been issued. */
    private static final Duration BACK = Duration.ofHours(1);

    public Validity {
        notBefore = notBefore.truncatedTo(ChronoUnit.SECONDS);
        notAfter = notAfter.truncatedTo(ChronoUnit.SECONDS);
    }

    /** From shortly before {@code now} for {@code years} of 365 days. */
    public static Validity ofYears(Instant now, int years) {
        return of(now, Duration.ofDays(365L * years));
    }

    /** From shortly before {@code now} for {@code time}. */
    public static Validity of(Instant now, Duration time) {
        return new Validity(now.minus(BACK), now.plus(time));
    }

    /** From shortly before {@code now} without end. */
    public static Validity withoutEnd(Instant now) {
        return new Validity(now.minus(BACK), NEVER);
    }

    /** The same, but ending no later than {@code issuer} does; without end stays without end, as in SMKI. */
    public Validity within(Validity issuer) {
        boolean longer = notAfter.isAfter(issuer.notAfter) && !notAfter.equals(NEVER);
        return longer ? new Validity(notBefore, issuer.notAfter) : this;
    }
}
