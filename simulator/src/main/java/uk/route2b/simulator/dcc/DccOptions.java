package uk.route2b.simulator.dcc;

import java.net.URI;
import uk.route2b.simulator.events.Events;
import uk.route2b.simulator.metersystem.Faults;

/**
 * How to start a DCC.
 *
 * @param port of its services on 127.0.0.1; 0 for any free port
 * @param homePort of the home area networks
 * @param receiver where responses and alerts are posted to
 * @param seed the same seed gives the same faults
 * @param faults what goes wrong between DCC and meter
 * @param dccFaults what goes wrong at the DCC
 * @param events hears what happens
 */
public record DccOptions(
        int port, int homePort, URI receiver, long seed, Faults faults, DccFaults dccFaults, Events events) {
    /** The port of the emulator. */
    public static final int DEFAULT_PORT = 8079;

    /** Any free ports, seed 1, nothing goes wrong. */
    public static DccOptions plain(URI receiver) {
        return new DccOptions(0, 0, receiver, 1, Faults.NONE, DccFaults.NONE, Events.UNHEARD);
    }

    /** The same with other faults. */
    public DccOptions with(Faults others, DccFaults dccOthers) {
        return new DccOptions(port, homePort, receiver, seed, others, dccOthers, events);
    }
}
