package uk.route2b.client.internal.session;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The TLS keys of a CEM whose configuration says {@code enrol}. Immutable.
 *
 * @param current the one that a gateway welcomed
 * @param next one that waits for its certificate, or for its first welcome
 * @param request counter of the request for the next one
 */
public record Enrolment(Optional<TlsKey> current, Optional<TlsKey> next, OptionalLong request) {
    static final Enrolment NONE = new Enrolment(Optional.empty(), Optional.empty(), OptionalLong.empty());

    /** The key is durable before its request leaves. */
    Enrolment asking(TlsKey key, long counter) {
        return new Enrolment(current, Optional.of(key), OptionalLong.of(counter));
    }

    Enrolment issued(X509Certificate certificate) {
        return new Enrolment(current, next.map(key -> key.certifiedBy(certificate)), OptionalLong.empty());
    }

    /** There is no certificate for the next key; another time it is another key. */
    Enrolment refused() {
        return new Enrolment(current, Optional.empty(), OptionalLong.empty());
    }

    /** The first welcome under the new certificate retires the old one. */
    Enrolment welcomed(X509Certificate shown) {
        boolean isNext = next.flatMap(TlsKey::certificate).equals(Optional.of(shown));
        return isNext ? new Enrolment(next, Optional.empty(), OptionalLong.empty()) : this;
    }

    /** What may be shown at {@code now}: the next one first, unless {@code otherFirst}. */
    Optional<TlsKey> shown(Instant now, boolean otherFirst) {
        Optional<TlsKey> newer = next.filter(key -> key.isValid(now));
        Optional<TlsKey> older = current.filter(key -> key.isValid(now));
        return otherFirst ? older.or(() -> newer) : newer.or(() -> older);
    }

    /** Whether a certificate is to be asked for: there is none to show, or the newest one is old. */
    boolean isDue(Instant now) {
        return shown(now, false).map(key -> key.isOld(now)).orElse(true);
    }

    @Override
    public String toString() {
        return "enrolment, current: " + current + ", next: " + next;
    }
}
