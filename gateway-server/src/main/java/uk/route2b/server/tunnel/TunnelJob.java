package uk.route2b.server.tunnel;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import uk.route2b.protocol.tunnel.Fragment;
import uk.route2b.server.delivery.Counterpart;

/**
 * Fragments of one message that are to be written to one meter, in order.
 *
 * @param counterpart whose message it is
 * @param name for the log, and so that the same message is not queued twice
 * @param fragments all of the message, or those that the CEM asked for
 * @param hold how long each stands
 * @param wanted asked before each fragment: whether it still has to be written
 * @param ended run once when no more of it is written, whatever came of it
 */
record TunnelJob(
        Counterpart counterpart,
        String name,
        List<Fragment> fragments,
        Duration hold,
        Supplier<CompletionStage<Boolean>> wanted,
        Runnable ended) {
    TunnelJob {
        fragments = List.copyOf(fragments);
    }
}
