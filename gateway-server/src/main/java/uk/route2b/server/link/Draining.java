package uk.route2b.server.link;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.link.LinkControlJson;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.server.clock.SigningClock;
import uk.route2b.server.delivery.Counterpart;
import uk.route2b.server.delivery.Counterparts;
import uk.route2b.server.delivery.OpenLink;
import uk.route2b.server.store.StoreException;

/** Asks every CEM to come back at a moment of its own, and closes its link: else all of them would return at once. */
public final class Draining {
    private static final Logger LOG = LoggerFactory.getLogger(Draining.class);

    private static final Duration WAIT = Duration.ofSeconds(5);

    private final Counterparts counterparts;
    private final SigningClock clock;
    private final RandomGenerator random;
    private final Duration spread;

    /** @param spread over which time they come back */
    public Draining(Counterparts counterparts, SigningClock clock, RandomGenerator random, Duration spread) {
        this.counterparts = counterparts;
        this.clock = clock;
        this.random = random;
        this.spread = spread;
    }

    /** Puts it in the lane of each CEM that has a link, and waits until their sockets have closed, but not for long. */
    public void run() throws InterruptedException {
        List<CompletableFuture<Void>> gone = new ArrayList<>();
        for (Counterpart counterpart : counterparts.known()) {
            long after = random.nextLong(spread.toMillis() + 1);
            counterpart.link().ifPresent(link -> {
                gone.add(link.gone().toCompletableFuture());
                counterpart.lane().execute(() -> drain(counterpart, after));
            });
        }
        try {
            CompletableFuture.allOf(gone.toArray(CompletableFuture[]::new)).get(WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException late) {
            LOG.warn("some links have not closed in {} s and are cut", WAIT.toSeconds());
        }
    }

    private void drain(Counterpart counterpart, long afterMillis) {
        counterpart.link().ifPresent(link -> {
            announce(counterpart, link, afterMillis);
            link.close(CloseCode.DRAINING, CloseCode.DRAINING.word());
        });
    }

    private void announce(Counterpart counterpart, OpenLink link, long afterMillis) {
        if (!clock.maySign()) {
            return;
        }
        try {
            Content content =
                    Content.plain(ContentFormat.JSON, LinkControlJson.write(new LinkControl.Drain(afterMillis)));
            counterpart.ledger().sendControl(content).ifPresent(link::send);
        } catch (StoreException failed) {
            LOG.warn("{} is closed without being told when to come back", counterpart.key(), failed);
        }
    }
}
