package uk.route2b.prove.world;

import java.util.OptionalInt;

/** A gateway node: its seat, and whether it is asleep. */
public final class Node {
    private final Seat seat;
    private volatile boolean asleep;

    Node(Seat seat) {
        this.seat = seat;
    }

    public Seat seat() {
        return seat;
    }

    /** Whether balancers should send anybody here. */
    boolean serves() {
        return !asleep && seat.occupant().isPresent();
    }

    void sleeps(boolean now) {
        asleep = now;
    }

    /** Where CEMs connect. */
    OptionalInt link() {
        return port(0);
    }

    /** Where VTNs push. */
    OptionalInt push() {
        return port(1);
    }

    private OptionalInt port(int index) {
        return seat.occupant()
                .map(occupant -> OptionalInt.of(occupant.ports().get(index)))
                .orElse(OptionalInt.empty());
    }
}
