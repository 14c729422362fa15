package uk.route2b.cem.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an HTTP request is answered with.
 *
 * @param retryAfterSeconds when it makes sense to ask again
 * @param sent run once all octets have been written
 * @param failed run if they could not be
 */
record Reply(int status, String type, byte[] body, OptionalInt retryAfterSeconds, Runnable sent, Runnable failed) {
    private static final String XML = "application/xml; charset=utf-8";
    private static final Runnable NOTHING = () -> {};

    static Reply of(int status, Optional<String> type, byte[] body) {
        return new Reply(status, type.orElse(XML), body, OptionalInt.empty(), NOTHING, NOTHING);
    }

    static Reply xml(String body) {
        return of(200, Optional.empty(), body.getBytes(StandardCharsets.UTF_8));
    }

    static Reply json(String body) {
        return of(200, Optional.of("application/json"), body.getBytes(StandardCharsets.UTF_8));
    }

    /** A reason for a person. */
    static Reply text(int status, String reason) {
        byte[] body = (reason + "\n").getBytes(StandardCharsets.UTF_8);
        return new Reply(status, "text/plain; charset=utf-8", body, OptionalInt.empty(), NOTHING, NOTHING);
    }

    Reply retryAfter(int seconds) {
        return new Reply(status, type, body, OptionalInt.of(seconds), sent, failed);
    }

    Reply then(Runnable whenSent, Runnable whenFailed) {
        return new Reply(status, type, body, retryAfterSeconds, whenSent, whenFailed);
    }
}
