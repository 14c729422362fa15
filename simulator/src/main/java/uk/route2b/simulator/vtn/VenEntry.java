package uk.route2b.simulator.vtn;

import java.net.URI;
import java.util.Optional;

/**
 * A VEN that the VTN knows.
 *
 * @param venId its identifier, agreed beforehand
 * @param pushUrl where its events are pushed to; without it they wait for its polls
 */
public record VenEntry(String venId, Optional<URI> pushUrl) {
    /** Checks the identifier. */
    public VenEntry {
        Identifiers.check(venId);
    }

    /** A VEN that polls. */
    public static VenEntry polling(String venId) {
        return new VenEntry(venId, Optional.empty());
    }

    /** A VEN whose events are pushed to {@code pushUrl}. */
    public static VenEntry pushed(String venId, URI pushUrl) {
        return new VenEntry(venId, Optional.of(pushUrl));
    }

    /**
     * Reads {@code VENID} or {@code VENID=PUSH_URL}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static VenEntry parse(String text) {
        int equals = text.indexOf('=');
        return equals < 0 ? polling(text) : pushed(text.substring(0, equals), pushUrl(text.substring(equals + 1)));
    }

    private static URI pushUrl(String text) {
        if (!text.matches("https?://[^/?#]+[^?#]*")) {
            throw new IllegalArgumentException("a push URL is like http://127.0.0.1:8080/push/token");
        }
        return URI.create(text.replaceAll("/+$", ""));
    }
}
