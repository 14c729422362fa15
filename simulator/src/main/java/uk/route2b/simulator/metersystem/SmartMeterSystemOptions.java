package uk.route2b.simulator.metersystem;

import uk.route2b.simulator.events.Events;

/**
 * How to start a smart meter system.
 *
 * @param port where to listen on 127.0.0.1; 0 for any free port
 * @param seed the same seed gives the same faults
 * @param faults how unfriendly it is
 * @param events hears what happens
 */
public record SmartMeterSystemOptions(int port, long seed, Faults faults, Events events) {
    /** Any free port, seed 1, nothing goes wrong. */
    public static final SmartMeterSystemOptions PLAIN = new SmartMeterSystemOptions(0, 1, Faults.NONE, Events.UNHEARD);

    /** The same with other faults. */
    public SmartMeterSystemOptions with(Faults others) {
        return new SmartMeterSystemOptions(port, seed, others, events);
    }

    /** The same with another seed. */
    public SmartMeterSystemOptions withSeed(long other) {
        return new SmartMeterSystemOptions(port, other, faults, events);
    }
}
