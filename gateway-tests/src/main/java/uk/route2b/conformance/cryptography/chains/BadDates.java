package uk.route2b.conformance.cryptography.chains;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import uk.route2b.conformance.wire.Shown;
import uk.route2b.pki.issue.Authority;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.identity.EntityIdentifier;

/** Chains of which a date does not hold (RFC 5280 section 6.1.3 (a) (2)). */
public record BadDates(TestHierarchy ours, EntityIdentifier cem, Instant now) {
    public List<BadChain> all() {
        return List.of(
                new BadChain("expired long ago", expiredLongAgo(), "expired", "own-dates"),
                new BadChain("expired two seconds ago", expiredJustNow(), "expired", "own-dates"),
                new BadChain("valid from tomorrow", notYetValid(), "not-yet-valid", "own-dates"),
                new BadChain("ends before it begins", turnedRound(), "expired", "own-dates"),
                new BadChain("authority expired", authorityExpired(), "chain", "issuer-dates"),
                new BadChain("authority not yet valid", authorityNotYetValid(), "chain", "issuer-dates"));
    }

    private Recipe device() {
        return Recipe.device(ours.deviceCa(), cem);
    }

    /** leaf(ended ten days ago) <- device authority. The usual case of a home that was forgotten. */
    public Shown expiredLongAgo() {
        return device().from(ago(20)).until(ago(10)).shown(ours.deviceCa().certificate());
    }

    /** leaf(ended two seconds ago) <- device authority. No grace of any length. */
    Shown expiredJustNow() {
        return device().until(now.minusSeconds(2)).shown(ours.deviceCa().certificate());
    }

    /** leaf(begins tomorrow) <- device authority. A clock that is wrong on one side looks like this. */
    Shown notYetValid() {
        return device().from(ago(-1)).shown(ours.deviceCa().certificate());
    }

    /** leaf(notAfter before notBefore, both in the past) <- device authority. There is no moment at which it holds. */
    Shown turnedRound() {
        return device().from(ago(1)).until(ago(2)).shown(ours.deviceCa().certificate());
    }

    /** leaf <- authority(ended yesterday) <- root. The leaf's own dates hold; those above it count as well. */
    Shown authorityExpired() {
        return below(authority().from(ago(20)).until(ago(1)));
    }

    /** leaf <- authority(begins tomorrow) <- root. */
    Shown authorityNotYetValid() {
        return below(authority().from(ago(-1)));
    }

    private Recipe authority() {
        Authority root = ours.root();
        return Recipe.authority(root.certificate(), root.key(), "DATED", 0);
    }

    private Shown below(Recipe authority) {
        var certificate = authority.bake();
        return Recipe.device(certificate, authority.key(), cem, Recipe.p256())
                .from(ago(1))
                .shown(certificate);
    }

    private Instant ago(int days) {
        return now.minus(Duration.ofDays(days));
    }
}
