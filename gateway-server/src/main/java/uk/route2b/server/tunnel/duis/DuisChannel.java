package uk.route2b.server.tunnel.duis;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.server.tunnel.LabelOrder;
import uk.route2b.server.tunnel.SmartMeterChannel;
import uk.route2b.server.tunnel.WriteOutcome;

/**
 * The smart meter system as the DCC offers it to Suppliers: a writer for each, and one receiver of what the DCC posts.
 * Which write a response is for follows from its request, which names the Supplier who asked.
 */
public final class DuisChannel implements SmartMeterChannel {
    private static final Logger LOG = LoggerFactory.getLogger(DuisChannel.class);
    private static final String BUG = "bug";
    private static final String NOBODY_CARRIES = "no-supplier";

    private final Map<EntityIdentifier, LabelWriter> writers = new HashMap<>();
    private final DuisReceiver receiver;
    private final DuisObserver observer;

    private DuisChannel(
            DuisSettings settings, DuisParties parties, DuisSurroundings surroundings, WaitingWrites waiting) {
        parties.suppliers()
                .forEach(carrier ->
                        writers.put(carrier.dsrsp(), new LabelWriter(settings, carrier, surroundings, waiting)));
        this.receiver = new DuisReceiver(parties, surroundings, waiting);
        this.observer = surroundings.observer();
    }

    /** Puts it together. */
    public static DuisChannel of(DuisSettings settings, DuisParties parties, DuisSurroundings surroundings) {
        return new DuisChannel(settings, parties, surroundings, new WaitingWrites());
    }

    /** What takes the DCC's posts. */
    public DuisReceiver receiver() {
        return receiver;
    }

    /** What writes labels for {@code dsrsp}, with outcomes that say everything. */
    LabelWriter writer(EntityIdentifier dsrsp) {
        LabelWriter writer = writers.get(dsrsp);
        if (writer == null) {
            throw new IllegalArgumentException("no Supplier carries for DSRSP " + dsrsp);
        }
        return writer;
    }

    @Override
    public CompletionStage<WriteOutcome> write(LabelOrder order) {
        if (!writers.containsKey(order.dsrsp())) {
            LOG.error("meter {}: no Supplier carries for DSRSP {}", order.meter(), order.dsrsp());
            return CompletableFuture.completedFuture(WriteOutcome.failed(NOBODY_CARRIES));
        }
        return writer(order.dsrsp())
                .write(order.meter(), order.labels())
                .handle((outcome, bug) -> bug == null ? ended(order, outcome) : failed(order, bug));
    }

    private WriteOutcome ended(LabelOrder order, DuisOutcome outcome) {
        observer.ended(order.meter(), outcome);
        return outcome instanceof DuisOutcome.Written ? WriteOutcome.WRITTEN : WriteOutcome.failed(outcome.code());
    }

    private static WriteOutcome failed(LabelOrder order, Throwable bug) {
        LOG.error("a bug while writing to meter {}", order.meter(), bug);
        return WriteOutcome.failed(BUG);
    }

    /** There is one listener; another takes its place. */
    @Override
    public AutoCloseable listen(AlertListener listener) {
        receiver.listener(listener);
        return () -> receiver.listener((meter, text) -> {});
    }
}
