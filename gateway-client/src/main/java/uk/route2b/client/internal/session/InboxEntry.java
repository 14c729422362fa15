package uk.route2b.client.internal.session;

import java.util.Optional;

/**
 * A payload that waits to be taken by its VEN.
 *
 * @param counter the DSRSP's counter; of one that came in an answer, the counter of our own message
 * @param answer whether it came in an answer
 * @param ven whom it is for
 * @param message the name of the OpenADR message
 * @param type content type
 * @param octets size of the body
 */
public record InboxEntry(
        long counter,
        boolean answer,
        Optional<String> ven,
        Optional<String> message,
        Optional<String> type,
        int octets) {
    /** The name of its body in the journal. */
    public static String body(long number) {
        return "in-" + number;
    }
}
