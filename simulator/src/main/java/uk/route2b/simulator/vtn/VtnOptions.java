package uk.route2b.simulator.vtn;

import java.util.List;
import uk.route2b.simulator.events.Events;

/**
 * How to start a VTN.
 *
 * @param port where to listen on 127.0.0.1; 0 for any free port
 * @param vtnId its identifier
 * @param vens the VENs that it knows
 * @param retryMillis before the first repetition of a push; doubled each time
 * @param events hears what happens
 */
public record VtnOptions(int port, String vtnId, List<VenEntry> vens, long retryMillis, Events events) {
    /** The identifier of a VTN that was given none. */
    public static final String DEFAULT_ID = "TH_VTN";
    /** Before the first repetition of a push. */
    public static final long DEFAULT_RETRY_MILLIS = 250;

    /** Copies the VENs and checks the identifier. */
    public VtnOptions {
        vens = List.copyOf(vens);
        Identifiers.check(vtnId);
    }

    /** Any free port, the default identifier, these VENs. */
    public static VtnOptions with(VenEntry... vens) {
        return new VtnOptions(0, DEFAULT_ID, List.of(vens), DEFAULT_RETRY_MILLIS, Events.UNHEARD);
    }
}
