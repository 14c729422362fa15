package uk.route2b.server.store;

import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.server.register.CemKey;

/**
 * Moves of CEMs to another link configuration. Each method is one transaction, as in {@link LinkStore}. How far a CEM
 * is follows from what it answered and reported, so it is stored nowhere else.
 */
public interface MoveStore {
    /**
     * Begins a move. Its version is above every version that a move or a CEM of the DSRSP has, and at least that of the
     * target given.
     *
     * @return its number
     */
    long startMove(NewMove move);

    /** All moves, the newest first. */
    List<Move> moves();

    Optional<Move> move(long number);

    /** From now on no further CEM gets it; those whose turn has come go on. False if there is no such move. */
    boolean stopMove(long number);

    /** Numbers of the moves that are not stopped and have CEMs whose turn has not come, the oldest first. */
    List<Long> openMoves();

    /**
     * The turn of some CEMs has come: no more than the move's rate allows in the minute that ends now, whichever node
     * asks, and no more than {@code most}.
     */
    List<CemKey> beginMoves(long number, long nowMillis, int most);

    /**
     * CEMs that are linked to this node, whose turn came after {@code afterMillis} on whichever node, and who have
     * neither answered nor reported what it brings.
     */
    List<CemKey> turnsHere(long afterMillis);

    /** CEMs of a move in the order of their identifiers, after {@code after}. */
    List<MovedCem> movedCems(long number, Optional<EntityIdentifier> after, int most);

    /** What the newest move whose turn came wants this CEM to have. */
    Optional<LinkConfiguration> moveTarget(CemKey key);
}
