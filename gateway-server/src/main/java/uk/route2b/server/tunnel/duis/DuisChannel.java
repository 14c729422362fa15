package uk.route2b.server.tunnel.duis;

import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.tunnel.Labels;
import uk.route2b.server.tunnel.SmartMeterChannel;
import uk.route2b.server.tunnel.WriteOutcome;

/** The smart meter system as the DCC offers it to a Supplier. */
public final class DuisChannel implements SmartMeterChannel {
    private static final Logger LOG = LoggerFactory.getLogger(DuisChannel.class);

    private final LabelWriter writer;
    private final DuisReceiver receiver;

    private DuisChannel(LabelWriter writer, DuisReceiver receiver) {
        this.writer = writer;
        this.receiver = receiver;
    }

    /** Puts it together. */
    public static DuisChannel of(DuisSettings settings, DuisParties parties, DuisSurroundings surroundings) {
        WaitingWrites waiting = new WaitingWrites();
        return new DuisChannel(
                new LabelWriter(settings, parties, surroundings, waiting),
                new DuisReceiver(parties, surroundings, waiting));
    }

    /** What takes the DCC's posts. */
    public DuisReceiver receiver() {
        return receiver;
    }

    /** What writes labels, with outcomes that say everything. */
    public LabelWriter writer() {
        return writer;
    }

    @Override
    public CompletionStage<WriteOutcome> write(EntityIdentifier meter, Labels labels) {
        return writer.write(meter, labels).handle((outcome, bug) -> {
            if (bug != null) {
                LOG.error("a bug while writing to meter {}", meter, bug);
                return WriteOutcome.failed("bug");
            }
            if (outcome instanceof DuisOutcome.Written) {
                return WriteOutcome.WRITTEN;
            }
            LOG.info("meter {}: {}: {}", meter, outcome.code(), outcome.sentence());
            return WriteOutcome.failed(outcome.code());
        });
    }

    /** There is one listener; another takes its place. */
    @Override
    public AutoCloseable listen(AlertListener listener) {
        receiver.listener(listener);
        return () -> receiver.listener((meter, text) -> {});
    }
}
