package uk.route2b.server.tunnel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.tunnel.Labels;

/** A meter that answers as the test says; well, where it says nothing. */
final class FakeChannel implements SmartMeterChannel {
    final List<Labels> written = new ArrayList<>();
    final List<EntityIdentifier> meters = new ArrayList<>();
    final Deque<WriteOutcome> outcomes = new ArrayDeque<>();

    @Override
    public CompletionStage<WriteOutcome> write(LabelOrder order) {
        written.add(order.labels());
        meters.add(order.meter());
        return CompletableFuture.completedFuture(
                Optional.ofNullable(outcomes.poll()).orElse(WriteOutcome.WRITTEN));
    }

    /** The fragments that were written, idle labels apart. */
    List<String> texts() {
        return written.stream().flatMap(labels -> labels.text().stream()).toList();
    }

    Labels last() {
        return written.get(written.size() - 1);
    }

    @Override
    public AutoCloseable listen(AlertListener listener) {
        throw new UnsupportedOperationException("the test calls the receiver itself");
    }
}
