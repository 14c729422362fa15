package uk.route2b.server.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.server.schedule.Timers;
import uk.route2b.server.store.Fence;
import uk.route2b.server.store.StoreException;
import uk.route2b.server.vtn.VtnAnswer;
import uk.route2b.server.vtn.VtnRequest;
import uk.route2b.server.vtn.VtnUpstream;

/**
 * Hands the requests of VENs to their VTNs, each once: that it was begun is durable before the first octet leaves, and
 * the answer before it is sent. Used in the lane of the CEM concerned.
 */
public final class Uplink {
    private static final Logger LOG = LoggerFactory.getLogger(Uplink.class);
    private static final Duration STORE_AGAIN = Duration.ofSeconds(5);
    private static final int OK = 200;

    private final VtnUpstream upstream;
    private final Timers timers;
    private final int messageOctets;
    private final UnderWay underWay = new UnderWay();

    /** @param messageOctets largest message either way */
    public Uplink(VtnUpstream upstream, Timers timers, int messageOctets) {
        this.upstream = upstream;
        this.timers = timers;
        this.messageOctets = messageOctets;
    }

    /** What has gone to a VTN and has no stored answer. */
    public UnderWay underWay() {
        return underWay;
    }

    /**
     * Takes a new message.
     *
     * @param reply where its answer goes once it is stored
     */
    Fence accept(Counterpart counterpart, SignedMessage message, PrivateMessageCode code, Consumer<Octets> reply) {
        UplinkDecision decision = UplinkReader.read(counterpart.cem(), message, code, messageOctets);
        if (decision instanceof UplinkDecision.Refuse refuse) {
            return refuse(counterpart, message, refuse.reason(), reply);
        }
        Fence fence = counterpart.ledger().accept(message);
        if (fence == Fence.DONE) {
            forward(counterpart, message, ((UplinkDecision.Forward) decision).request(), reply);
        }
        return fence;
    }

    private static Fence refuse(Counterpart counterpart, SignedMessage message, String reason, Consumer<Octets> reply) {
        LOG.warn("refused a message of {}: {}", counterpart.key(), reason);
        counterpart.counts().refused(reason);
        Content content = Receipt.of(message, ReceiptStatus.REFUSED, reason).content();
        Optional<Octets> answer = counterpart.ledger().acceptAnswered(message, content, reason);
        answer.ifPresent(reply);
        return answer.isPresent() ? Fence.DONE : Fence.STALE;
    }

    private void forward(Counterpart counterpart, SignedMessage message, VtnRequest request, Consumer<Octets> reply) {
        underWay.begin();
        ForwardQueue queue = counterpart.forwards(request.ven());
        queue.add(() -> upstream.forward(request)
                .whenCompleteAsync(
                        (answer, bug) -> {
                            queue.next();
                            answered(
                                    counterpart, message, request, bug == null ? answer : VtnAnswer.UNAVAILABLE, reply);
                        },
                        counterpart.lane()));
    }

    /** An answer echoes the counter of its message, so it is signed and stored whatever the clock says. */
    private void answered(
            Counterpart counterpart,
            SignedMessage message,
            VtnRequest request,
            VtnAnswer answer,
            Consumer<Octets> reply) {
        try {
            Octets signed = counterpart.ledger().answer(message, content(counterpart, request, answer));
            underWay.end();
            reply.accept(signed);
        } catch (StoreException failed) {
            LOG.error("the answer to a message of {} is not stored yet; trying again", counterpart.key(), failed);
            timers.after(
                    STORE_AGAIN,
                    () -> counterpart.lane().execute(() -> answered(counterpart, message, request, answer, reply)));
        }
    }

    private Content content(Counterpart counterpart, VtnRequest request, VtnAnswer answer) {
        Content content = Downlink.readable(counterpart, exchange(counterpart, request, answer));
        if (content.body().size() <= messageOctets - SignedMessage.OVERHEAD) {
            return content;
        }
        LOG.error(
                "the answer of VTN {} is longer than a message may be; the VEN is told 503",
                request.vtn().name());
        return exchange(counterpart, request, VtnAnswer.UNAVAILABLE).forLink();
    }

    private static OpenAdrExchange exchange(Counterpart counterpart, VtnRequest request, VtnAnswer answer) {
        // What format 21 means anyhow is left out, so that the usual answer is XML and nothing else.
        Optional<String> type = answer.type().filter(name -> !isXmlInUtf8(name));
        Optional<String> ven = counterpart.cem().hasSeveralVens() ? Optional.of(request.ven()) : Optional.empty();
        int status = answer.status() == 0 ? OK : answer.status();
        return new OpenAdrExchange(ven, Optional.empty(), status, type, answer.body());
    }

    private static boolean isXmlInUtf8(String type) {
        return type.replaceAll("[\\s\"]", "").matches("(?i)application/xml(;charset=utf-8)?");
    }
}
