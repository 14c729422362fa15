package uk.route2b.client.internal.session;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import uk.route2b.client.CommissioningRecord;
import uk.route2b.protocol.identity.KeyIdentifier;

/**
 * The DSRSP's message certificates that this CEM accepts: those of the commissioning record and those that came by
 * 7F03.
 *
 * <p>The installer vouched for the first ones, so a device whose clock has not been set believes them before their
 * first day: else no link configuration could ever set its clock.
 *
 * @param record what the installer brought
 */
record Signers(CommissioningRecord record) {
    /** All that are held, the newest last, also those that have expired. */
    List<X509Certificate> held(CemState state) {
        Map<KeyIdentifier, X509Certificate> byKey = new LinkedHashMap<>();
        Stream<X509Certificate> commissioned =
                state.credentials().recovered() ? Stream.empty() : record.dsrspCertificates().stream();
        Stream.concat(commissioned, state.credentials().signers().stream())
                .forEach(certificate -> byKey.put(KeyIdentifier.of(certificate.getPublicKey()), certificate));
        return byKey.values().stream()
                .sorted(Comparator.comparing(X509Certificate::getNotBefore))
                .toList();
    }

    /** The keys that may sign at {@code now}. */
    List<PublicKey> keys(CemState state, Instant now) {
        return held(state).stream()
                .filter(certificate -> !now.isAfter(certificate.getNotAfter().toInstant()))
                .map(X509Certificate::getPublicKey)
                .toList();
    }

    /** Their identifiers, the newest last, for hello. */
    List<KeyIdentifier> identifiers(CemState state, Instant now) {
        return keys(state, now).stream().map(KeyIdentifier::of).toList();
    }

    /** The keys that may sign credentials (7F03): the recovery key too, and those whose time is over. */
    List<PublicKey> keysForCredentials(CemState state) {
        return Stream.concat(held(state).stream().map(X509Certificate::getPublicKey), recoveryKey().stream())
                .toList();
    }

    Optional<PublicKey> recoveryKey() {
        return record.recovery().map(X509Certificate::getPublicKey);
    }
}
