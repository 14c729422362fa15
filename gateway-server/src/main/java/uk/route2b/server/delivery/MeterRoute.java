package uk.route2b.server.delivery;

import java.util.function.BooleanSupplier;
import uk.route2b.protocol.message.SignedMessage;

/** Route 2a downwards, as delivery sees it. */
@FunctionalInterface
public interface MeterRoute {
    /**
     * Sends a message that waits for its answer, fragment by fragment, until a link has taken it over, its answer has
     * come, or it is not wanted any more. In the lane of the CEM concerned; does not block.
     *
     * @param wanted asked before each fragment, on any thread
     * @param ended run once when nothing more of it goes, whatever came of it; on any thread. Never where this throws
     * @throws uk.route2b.server.store.StoreException if the store fails: nothing goes
     */
    void send(Counterpart counterpart, SignedMessage message, BooleanSupplier wanted, Runnable ended);
}
