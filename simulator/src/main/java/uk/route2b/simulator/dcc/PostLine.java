package uk.route2b.simulator.dcc;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.simulator.schedule.Schedule;

/** Posts the documents of one meter one after the other, so that only a fault changes their order. */
final class PostLine {
    /** How often a document is posted before it is given up. */
    static final int ATTEMPTS = 3;
    /** How long after a failure it is posted again. */
    static final long AGAIN_MILLIS = 2_000;
    /** How many may wait; one more pushes out the oldest. */
    static final int MOST = 256;

    private record Post(Octets document, DccCounts.Count count, String about) {}

    private final Deque<Post> waiting = new ArrayDeque<>();
    private final Receiver receiver;
    private final Schedule schedule;
    private final DccCounts counts;
    private boolean busy;

    PostLine(Receiver receiver, Schedule schedule, DccCounts counts) {
        this.receiver = receiver;
        this.schedule = schedule;
        this.counts = counts;
    }

    /** Posts {@code document}, and counts it as {@code count} once it is taken. */
    void post(Octets document, DccCounts.Count count, String about) {
        synchronized (this) {
            if (waiting.size() >= MOST) {
                counts.count(DccCounts.Count.POSTS_FAILED, waiting.removeFirst().about());
            }
            waiting.addLast(new Post(document, count, about));
            if (busy) {
                return;
            }
            busy = true;
        }
        next();
    }

    private void next() {
        Post post;
        synchronized (this) {
            post = waiting.poll();
            if (post == null) {
                busy = false;
                return;
            }
        }
        attempt(post, 1);
    }

    private void attempt(Post post, int attempt) {
        CompletionStage<Void> ended = receiver.post(post.document()).thenAccept(taken -> ended(post, attempt, taken));
        if (ended.toCompletableFuture().isCompletedExceptionally()) {
            throw new IllegalStateException("a receiver answers whether it took a document");
        }
    }

    private void ended(Post post, int attempt, boolean taken) {
        if (taken) {
            counts.count(post.count(), post.about());
            schedule.after(0, this::next);
        } else if (attempt < ATTEMPTS) {
            schedule.after(AGAIN_MILLIS, () -> attempt(post, attempt + 1));
        } else {
            counts.count(DccCounts.Count.POSTS_FAILED, post.about());
            schedule.after(0, this::next);
        }
    }
}
