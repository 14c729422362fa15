package uk.route2b.server.store.sequence;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.NewMove;
import uk.route2b.server.store.StoreContract;

/** Moves to another link configuration. */
final class MoveCalls implements Calls {
    private static final int MOVES = 4;
    /** Of ten moves one is stopped, so that the others go on. */
    private static final int STOPPED_OF = 10 * MOVES;

    private final Draw draw;
    private final Random random;
    private final SideBySide stores;

    MoveCalls(Draw draw, SideBySide stores) {
        this.draw = draw;
        this.random = draw.random;
        this.stores = stores;
    }

    @Override
    public void step(CemKey key) {
        long number = 1L + random.nextInt(MOVES);
        switch (random.nextInt(9)) {
            case 0 -> start(key);
            case 1 ->
                stores.call("beginMoves " + number, store -> store.beginMoves(number, draw.millis(), 1), Kind::some);
            case 2 ->
                stores.run("credentialAnswered " + key, store -> store.credentialAnswered(key, SessionCalls.SIGNER));
            case 3 -> turnsHere(draw.thisWeek());
            case 4 -> stores.call("moveTarget " + key, store -> store.moveTarget(key), Kind::some);
            case 5 -> stop(1L + random.nextInt(STOPPED_OF));
            case 6 -> {
                stores.call("openMoves", GatewayStore::openMoves, Kind::some);
                stores.call("move " + number, store -> store.move(number), Kind::some);
            }
            case 7 -> movedCems(number, random.nextBoolean() ? Optional.empty() : Optional.of(key.cem()));
            default -> stores.call("moves", GatewayStore::moves, Kind::some);
        }
    }

    private void start(CemKey key) {
        NewMove move =
                new NewMove(key.dsrsp(), StoreContract.target(random.nextInt(4)), 1, List.of(key.cem()), draw.millis());
        stores.call("startMove " + key, store -> store.startMove(move), Kind::done);
    }

    private void turnsHere(long after) {
        stores.call("turnsHere " + after, store -> store.turnsHere(after), Kind::some);
    }

    private void stop(long number) {
        stores.call("stopMove " + number, store -> store.stopMove(number), String::valueOf);
    }

    private void movedCems(long number, Optional<EntityIdentifier> after) {
        stores.call("movedCems " + number, store -> store.movedCems(number, after, 2), Kind::some);
    }
}
