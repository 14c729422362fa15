package uk.route2b.server.vtn;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.server.register.Vtn;

/**
 * Lets only so many requests be under way to a VTN at once; the others wait in the order in which they came. So a VTN
 * that hangs fills its own line and takes nothing from the others.
 */
public final class BoundedUpstream implements VtnUpstream {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedUpstream.class);

    private final VtnUpstream upstream;
    private final Map<String, Line> lines = new ConcurrentHashMap<>();

    public BoundedUpstream(VtnUpstream upstream) {
        this.upstream = upstream;
    }

    @Override
    public CompletionStage<VtnAnswer> forward(VtnRequest request) {
        Waiting waiting = new Waiting(request, new CompletableFuture<>());
        lines.computeIfAbsent(request.vtn().name(), ignored -> new Line(request.vtn()))
                .add(waiting);
        return waiting.answer();
    }

    private record Waiting(VtnRequest request, CompletableFuture<VtnAnswer> answer) {}

    /** A bug costs the request that met it, and not the places of those behind it. */
    private CompletionStage<VtnAnswer> begun(VtnRequest request) {
        try {
            return upstream.forward(request);
        } catch (RuntimeException bug) {
            return CompletableFuture.failedFuture(bug);
        }
    }

    private final class Line {
        private final int most;
        private final Deque<Waiting> waiting = new ArrayDeque<>();
        private int underWay;

        Line(Vtn vtn) {
            this.most = vtn.requests();
        }

        void add(Waiting newest) {
            synchronized (this) {
                waiting.add(newest);
            }
            goOn();
        }

        private void goOn() {
            for (Optional<Waiting> next = next(); next.isPresent(); next = next()) {
                forward(next.get());
            }
        }

        private synchronized Optional<Waiting> next() {
            if (underWay >= most || waiting.isEmpty()) {
                return Optional.empty();
            }
            underWay++;
            return Optional.of(waiting.remove());
        }

        private void forward(Waiting waited) {
            begun(waited.request()).whenComplete((answer, bug) -> {
                synchronized (this) {
                    underWay--;
                }
                if (bug != null) {
                    LOG.error(
                            "a bug while VTN {} was asked; the VEN is told 503",
                            waited.request().vtn().name(),
                            bug);
                }
                waited.answer().complete(bug == null ? answer : VtnAnswer.UNAVAILABLE);
                goOn();
            });
        }
    }
}
