package uk.route2b.prove.world;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import uk.route2b.prove.book.Ledger;

/** A VEN polls, and notes what it gets. */
final class PollLane implements Runnable {
    private static final int PAUSE_MILLIS = 40;
    private static final int AGAIN_MILLIS = 60;
    private static final int OK = 200;

    private final Ven ven;
    private final Ledger ledger;
    private final Post post;
    private final Seat cem;
    private final CountDownLatch stop;
    private final AtomicLong empty;

    /** @param empty counts polls to which there was nothing */
    PollLane(Ven ven, Ledger ledger, Post post, Seat cem, CountDownLatch stop, AtomicLong empty) {
        this.ven = ven;
        this.ledger = ledger;
        this.post = post;
        this.cem = cem;
        this.stop = stop;
        this.empty = empty;
    }

    @Override
    public void run() {
        try {
            int pause = 0;
            while (!stop.await(pause, TimeUnit.MILLISECONDS)) {
                pause = poll();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private int poll() throws InterruptedException {
        Optional<Seat.Occupant> occupant = cem.occupant();
        if (occupant.isEmpty()) {
            return AGAIN_MILLIS;
        }
        try {
            Post.Reply reply =
                    post.send(ven.service(occupant.get().ports().get(0), "OadrPoll"), Payloads.poll(ven.id()));
            Optional<String> id = reply.status() == OK ? Payloads.id(reply.body()) : Optional.empty();
            id.ifPresent(found ->
                    ledger.delivered(found, ven.id(), ven.cem(), occupant.get().life()));
            if (id.isEmpty()) {
                empty.incrementAndGet();
            }
            return id.isPresent() ? 0 : PAUSE_MILLIS;
        } catch (IOException gone) {
            return AGAIN_MILLIS;
        }
    }
}
