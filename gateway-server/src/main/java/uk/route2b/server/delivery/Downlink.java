package uk.route2b.server.delivery;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.server.clock.SigningClock;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.OutgoingMessage;
import uk.route2b.server.store.StoreException;

/** Sends OpenADR to CEMs. Safe for use by several threads; nothing here blocks its caller. */
public final class Downlink {
    private static final Logger LOG = LoggerFactory.getLogger(Downlink.class);

    private final Counterparts counterparts;
    private final SigningClock clock;
    private final int messageOctets;

    /** @param messageOctets largest message that is sent */
    public Downlink(Counterparts counterparts, SigningClock clock, int messageOctets) {
        this.counterparts = counterparts;
        this.clock = clock;
        this.messageOctets = messageOctets;
    }

    /**
     * Sends {@code exchange} to a CEM that has a link.
     *
     * <p>Once it is signed it waits for its answer, also over the end of this link: later links send the same octets
     * again. Whoever stops waiting for the future has not called it back.
     */
    public CompletableFuture<DownlinkOutcome> send(CemKey key, OpenAdrExchange exchange) {
        CompletableFuture<DownlinkOutcome> future = new CompletableFuture<>();
        Optional<Counterpart> counterpart = counterparts.find(key);
        if (counterpart.isEmpty()) {
            future.complete(new DownlinkOutcome.NotSent("unknown-cem"));
        } else {
            counterpart.get().lane().execute(() -> sendInLane(counterpart.get(), exchange, future));
        }
        return future;
    }

    private void sendInLane(
            Counterpart counterpart, OpenAdrExchange exchange, CompletableFuture<DownlinkOutcome> future) {
        try {
            Content content = readable(counterpart, exchange);
            Optional<String> obstacle = obstacle(counterpart, content);
            if (obstacle.isPresent()) {
                future.complete(new DownlinkOutcome.NotSent(obstacle.get()));
            } else {
                signAndSend(counterpart, content, future);
            }
        } catch (StoreException failed) {
            LOG.error("a message to {} was not sent", counterpart.key(), failed);
            future.complete(new DownlinkOutcome.NotSent("store"));
        }
    }

    private Optional<String> obstacle(Counterpart counterpart, Content content) {
        if (counterpart.link().isEmpty()) {
            return Optional.of("no-link");
        }
        if (!clock.maySign()) {
            return Optional.of("clock");
        }
        if (content.body().size() > messageOctets - SignedMessage.OVERHEAD) {
            return Optional.of("too-long");
        }
        boolean open = counterpart.ledger().state().sent().window().isOpen();
        return open ? Optional.empty() : Optional.of("window-full");
    }

    private static void signAndSend(
            Counterpart counterpart, Content content, CompletableFuture<DownlinkOutcome> future) {
        Optional<OutgoingMessage> sent = counterpart.ledger().send(PrivateMessageCode.OPENADR, content);
        if (sent.isEmpty()) {
            future.complete(new DownlinkOutcome.NotSent("superseded"));
            return;
        }
        counterpart.await(sent.get().counter(), future);
        counterpart.sendByLink(sent.get().octets());
    }

    /** Nothing that the CEM did not list is sent to it: what it cannot inflate goes as it is. */
    static Content readable(Counterpart counterpart, OpenAdrExchange exchange) {
        Content content = exchange.forLink();
        ContentFormat wished = content.format();
        if (!wished.compressed() || counterpart.reads().reads(PrivateMessageCode.OPENADR, wished)) {
            return content;
        }
        try {
            return Content.plain(wished.plain(), content.plainBody(Integer.MAX_VALUE));
        } catch (MalformedException impossible) {
            throw new IllegalStateException("what was deflated here inflates", impossible);
        }
    }
}
