package uk.route2b.prove.world;

import java.io.IOException;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import uk.route2b.prove.book.Ledger;

/**
 * The VTN pushes to one VEN, one message after the other; what is not acknowledged is pushed again with the same
 * octets, as VTNs do, until it is. It stops between two messages.
 */
final class PushLane implements Runnable {
    private static final int OK = 200;
    private static final int PAUSE_MILLIS = 25;
    private static final int AGAIN_MILLIS = 60;
    private static final int UNAVAILABLE = 503;
    private static final int ON_THEIR_WAY_MOST = 10;

    private final Ven ven;
    private final String name;
    private final boolean events;
    private final Ledger ledger;
    private final Post post;
    private final Supplier<OptionalInt> gateway;
    private final CountDownLatch stop;
    private final CountDownLatch abandon;

    /**
     * @param name prefix of all identifiers
     * @param events whether it pushes lists of events, which replace one another
     */
    PushLane(
            Ven ven,
            String name,
            boolean events,
            Ledger ledger,
            Post post,
            Supplier<OptionalInt> gateway,
            CountDownLatch stop,
            CountDownLatch abandon) {
        this.ven = ven;
        this.name = name;
        this.events = events;
        this.ledger = ledger;
        this.post = post;
        this.gateway = gateway;
        this.stop = stop;
        this.abandon = abandon;
    }

    @Override
    public void run() {
        try {
            for (int count = 1; !stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS); count++) {
                awaitRoom();
                push(name + "-" + count, count);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** A VTN that is told at once would else be far ahead of its VEN. */
    private void awaitRoom() throws InterruptedException {
        boolean stopped = false;
        while (!stopped && ledger.undelivered(ven.id()) >= ON_THEIR_WAY_MOST) {
            stopped = stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void push(String id, int count) throws InterruptedException {
        String xml = events ? Payloads.distributeEvent(id) : Payloads.report(id, ven.id(), count);
        ledger.pushing(id, ven.id(), events);
        boolean over = attempt(id, xml, events ? "EiEvent" : "EiReport");
        while (!over && !abandon.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
            over = attempt(id, xml, events ? "EiEvent" : "EiReport");
        }
    }

    private boolean attempt(String id, String xml, String service) throws InterruptedException {
        OptionalInt port = gateway.get();
        if (port.isEmpty()) {
            return false;
        }
        try {
            Post.Reply reply = post.send(ven.push(port.getAsInt(), service), xml);
            int status = reply.status();
            if (status == OK) {
                ledger.acknowledged(id);
            } else if (status != UNAVAILABLE) {
                ledger.refused(id, status + " " + reply.body().strip());
            }
            return status != UNAVAILABLE;
        } catch (IOException noAnswer) {
            return false;
        }
    }
}
