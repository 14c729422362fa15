package uk.route2b.prove.world;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import uk.route2b.prove.book.Ledger;

/** A VEN asks its VTN, one request after the other, each once. */
final class RequestLane implements Runnable {
    private static final int OK = 200;
    private static final int PAUSE_MILLIS = 15;
    private static final int AGAIN_MILLIS = 60;
    private static final Duration DEATH = Duration.ofSeconds(1);

    private final Ven ven;
    private final String name;
    private final Ledger ledger;
    private final Post post;
    private final Seat cem;
    private final CountDownLatch stop;

    /** @param name prefix of all identifiers */
    RequestLane(Ven ven, String name, Ledger ledger, Post post, Seat cem, CountDownLatch stop) {
        this.ven = ven;
        this.name = name;
        this.ledger = ledger;
        this.post = post;
        this.cem = cem;
        this.stop = stop;
    }

    @Override
    public void run() {
        try {
            int pause = PAUSE_MILLIS;
            for (int count = 1; !stop.await(pause, TimeUnit.MILLISECONDS); count++) {
                Optional<Seat.Occupant> occupant = cem.occupant();
                pause = occupant.isPresent() && ask(name + "-" + count, count, occupant.get())
                        ? PAUSE_MILLIS
                        : AGAIN_MILLIS;
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean ask(String id, int count, Seat.Occupant to) throws InterruptedException {
        boolean event = count % 4 == 0;
        String xml = event ? Payloads.createdEvent(id, ven.id()) : Payloads.updateReport(id, ven.id());
        ledger.asking(id, ven.id());
        try {
            Post.Reply reply = post.send(ven.service(to.ports().get(0), event ? "EiEvent" : "EiReport"), xml);
            boolean answered = reply.status() == OK;
            ledger.asked(id, answered ? Payloads.id(reply.body()) : Optional.empty());
            return answered;
        } catch (IOException noAnswer) {
            // Only a dead CEM has surely let go of it.
            if (to.process().awaitDeath(DEATH)) {
                ledger.asked(id, Optional.empty());
            } else {
                ledger.abandoned(id);
            }
            return false;
        }
    }
}
