package uk.route2b.server.vtn;

import java.util.Optional;
import uk.route2b.protocol.octets.Octets;

/**
 * What a VTN answered, carried to the VEN as it is.
 *
 * @param status HTTP status
 * @param type content type as the VTN said it; empty if it said none
 * @param body possibly none
 */
public record VtnAnswer(int status, Optional<String> type, Octets body) {
    /** What a VEN is told when its VTN cannot be reached, answers too late or too much. */
    public static final VtnAnswer UNAVAILABLE = new VtnAnswer(503, Optional.empty(), Octets.EMPTY);
}
