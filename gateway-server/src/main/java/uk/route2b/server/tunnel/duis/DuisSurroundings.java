package uk.route2b.server.tunnel.duis;

import java.util.concurrent.Executor;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.server.schedule.Timers;

/**
 * What route 2a works with.
 *
 * @param dcc the way to the DCC
 * @param documents reads what the DCC has signed
 * @param ecdsa verifies what meters have signed
 * @param workers lend threads for signing and for reserving counters, which may block
 * @param timers for giving up
 * @param observer counts and logs what no caller is told
 */
public record DuisSurroundings(
        DccServices dcc,
        SignedDocuments documents,
        Ecdsa ecdsa,
        Executor workers,
        Timers timers,
        DuisObserver observer) {}
