package uk.route2b.prove.fuzz;

import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.move.MoveOrder;

/** An operator's order to move CEMs. */
final class MoveOrderTarget implements FuzzTarget {
    @Override
    public String name() {
        return "move-order";
    }

    @Override
    public void read(Octets input) throws MalformedException {
        Finding.unless(MoveOrder.read(input).perMinute() > 0, "an order moves nobody in a minute");
    }
}
