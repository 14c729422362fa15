package uk.route2b.prove.world;

import java.util.OptionalInt;
import java.util.OptionalLong;

/** A gateway node: its seat, and whether it is asleep. */
public final class Node {
    private final Seat seat;
    private volatile OptionalLong asleepSince = OptionalLong.empty();

    Node(Seat seat) {
        this.seat = seat;
    }

    public Seat seat() {
        return seat;
    }

    /** Whether balancers should send anybody here. */
    boolean serves() {
        return asleepSince.isEmpty() && seat.occupant().isPresent();
    }

    void sleeps(long since) {
        asleepSince = OptionalLong.of(since);
    }

    /** It is awake again; since when it was not. */
    long awake() {
        long since = asleepSince.orElseThrow();
        asleepSince = OptionalLong.empty();
        return since;
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
