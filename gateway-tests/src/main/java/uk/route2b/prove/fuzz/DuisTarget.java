package uk.route2b.prove.fuzz;

import uk.route2b.protocol.duis.DuisRequestReader;
import uk.route2b.protocol.duis.DuisResponseReader;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** Responses and alerts of the DCC; the simulated DCC's reader of requests too. */
final class DuisTarget implements FuzzTarget {
    @Override
    public String name() {
        return "duis";
    }

    @Override
    public void read(Octets input) throws MalformedException {
        try {
            DuisRequestReader.DEFAULT.read(input);
        } catch (MalformedException noRequest) {
            DuisResponseReader.DEFAULT.read(input);
        }
    }
}
