package uk.route2b.protocol.duis;

import java.time.Instant;
import java.util.Optional;
import uk.route2b.protocol.octets.Octets;

/**
 * What the DCC says: at once about a request, or later what a device says.
 *
 * @param request what is answered; absent for alerts
 * @param response its own identifier, where it has one
 * @param time when the DCC wrote it
 */
public record DuisResponse(
        Optional<RequestId> request, Optional<RequestId> response, ResponseCode code, Instant time, Body body) {
    /** What it brings. */
    public sealed interface Body {}

    /**
     * An answer that brings no more than its code.
     *
     * @param service what had been asked for
     */
    public record Nothing(ServiceReference service) implements Body {}

    /**
     * The pre-command to a critical request.
     *
     * @param gbcsVersion which edition the meter keeps to
     */
    public record PreCommand(ServiceReference service, String gbcsVersion, Octets payload) implements Body {}

    /** A device's response. */
    public record Payload(ServiceReference service, Octets payload) implements Body {}

    /**
     * A device's alert.
     *
     * @param alertCode two octets, as the DCC states it; the payload has its own
     */
    public record DeviceAlert(Octets alertCode, Octets payload) implements Body {}

    /** Something that route 2a has no use for; the name of its element. */
    public record Other(String name) implements Body {}

    /** What the DCC says about a request. */
    public static DuisResponse to(RequestId request, ResponseCode code, Instant time, Body body) {
        return new DuisResponse(Optional.of(request), Optional.of(request.response()), code, time, body);
    }
}
