package uk.route2b.cem.endpoint;

import java.util.Optional;
import java.util.OptionalInt;
import uk.route2b.protocol.octets.Octets;

/**
 * What an HTTP request is answered with.
 *
 * @param retryAfterSeconds when it makes sense to ask again
 * @param sent run once all octets have been written
 * @param failed run if they could not be
 */
record Reply(int status, String type, Octets body, OptionalInt retryAfterSeconds, Runnable sent, Runnable failed) {
    private static final String XML = "application/xml; charset=utf-8";

    static Reply of(int status, Optional<String> type, Octets body) {
        return new Reply(status, type.orElse(XML), body, OptionalInt.empty(), Reply::nothing, Reply::nothing);
    }

    static Reply xml(String body) {
        return of(200, Optional.empty(), Octets.ofText(body));
    }

    static Reply json(String body) {
        return of(200, Optional.of("application/json"), Octets.ofText(body));
    }

    /** A reason for a person. */
    static Reply text(int status, String reason) {
        Octets body = Octets.ofText(reason + "\n");
        return new Reply(
                status, "text/plain; charset=utf-8", body, OptionalInt.empty(), Reply::nothing, Reply::nothing);
    }

    Reply retryAfter(int seconds) {
        return new Reply(status, type, body, OptionalInt.of(seconds), sent, failed);
    }

    /** The same as a VEN gets it. */
    Reply given(VenForm form) {
        return new Reply(status, type, form.given(body), retryAfterSeconds, sent, failed);
    }

    Reply then(Runnable whenSent, Runnable whenFailed) {
        return new Reply(status, type, body, retryAfterSeconds, whenSent, whenFailed);
    }

    private static void nothing() {
        // most answers have no consequences
    }
}
