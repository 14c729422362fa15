package uk.route2b.client.internal.session;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import uk.route2b.protocol.identity.KeyIdentifier;

/**
 * The DSRSP's message certificates that this CEM accepts.
 *
 * <p>The installer vouched for them, so a device whose clock has not been set believes them before their first day:
 * else no link configuration could ever set its clock.
 *
 * @param certificates those of the commissioning record
 */
record Signers(List<X509Certificate> certificates) {
    Signers {
        certificates = certificates.stream()
                .sorted(Comparator.comparing(X509Certificate::getNotBefore))
                .toList();
    }

    /** The keys that may sign at {@code now}. */
    List<PublicKey> keys(Instant now) {
        return valid(now).stream().map(X509Certificate::getPublicKey).toList();
    }

    /** Their identifiers, the newest last, for hello. */
    List<KeyIdentifier> identifiers(Instant now) {
        return keys(now).stream().map(KeyIdentifier::of).toList();
    }

    private List<X509Certificate> valid(Instant now) {
        return certificates.stream()
                .filter(certificate -> !now.isAfter(certificate.getNotAfter().toInstant()))
                .toList();
    }
}
