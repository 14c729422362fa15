package uk.route2b.server.link;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.link.Capabilities;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.link.LinkControlJson;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.CounterMemory;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.delivery.Counterpart;
import uk.route2b.server.register.Identity;
import uk.route2b.server.store.CemState;
import uk.route2b.server.store.Greeting;

/** Answers a good hello. Used in the lane of the CEM concerned. */
final class Greeter {
    private static final Logger LOG = LoggerFactory.getLogger(Greeter.class);

    private final LinkServices services;

    Greeter(LinkServices services) {
        this.services = services;
    }

    /**
     * What came of a hello.
     *
     * @param welcome signed, to be sent; empty if the hello is refused, then {@code reason} says why
     * @param epoch number of the session that it has begun
     */
    record Greeted(Optional<Octets> welcome, long epoch, String reason) {
        private static Greeted refused(String reason) {
            return new Greeted(Optional.empty(), 0, reason);
        }
    }

    Greeted greet(Counterpart counterpart, SignedMessage message, LinkControl.Hello hello, Octets certificate) {
        Optional<Identity> signer = counterpart.dsrsp().signer(hello.signers());
        if (signer.isEmpty()) {
            LOG.warn(
                    "{} accepts none of our message keys; send it the newest one (7F03) or commission it again",
                    counterpart.key());
            return Greeted.refused("signer");
        }
        if (hello.accepted() < 0) {
            // Above 2^63 no clock has ever been; to raise our counter above it would leave none to count with.
            return Greeted.refused("counter-far-ahead");
        }
        long counter = message.header().counter();
        Greeting greeting = new Greeting(
                counter,
                hello.floor(),
                hello.accepted(),
                hello.configuration(),
                signer.get().identifier(),
                certificate);
        long sentBefore = sentBefore(counterpart, hello.accepted());
        Optional<CemState> state = counterpart.ledger().greet(greeting);
        if (state.isEmpty()) {
            return Greeted.refused("link-counter");
        }
        if (Long.compareUnsigned(hello.accepted(), sentBefore) > 0) {
            LOG.warn(
                    "{} has accepted counters up to {} and we remember {}: the store or the clock was set back; messages"
                            + " between are lost",
                    counterpart.key(),
                    Long.toUnsignedString(hello.accepted()),
                    Long.toUnsignedString(sentBefore));
            counterpart.counts().lost(sentBefore, hello.accepted());
        }
        services.inbox().giveUp(counterpart, hello.spent());
        long epoch = state.get().epoch();
        return new Greeted(
                Optional.of(welcome(
                        counterpart, message, epoch, counterpart.ledger().state())),
                epoch,
                "");
    }

    /** What the CEM has accepted may have been sent by another node since we looked last. */
    private static long sentBefore(Counterpart counterpart, long accepted) {
        long known = counterpart.ledger().state().sent().last();
        return Long.compareUnsigned(accepted, known) > 0
                ? counterpart.ledger().stateNow().sent().last()
                : known;
    }

    private Octets welcome(Counterpart counterpart, SignedMessage hello, long epoch, CemState state) {
        LinkControl.Welcome welcome = new LinkControl.Welcome(
                epoch,
                services.clock().millis(),
                state.received().highestAccepted(),
                state.sent().floor(),
                state.received().memory().spent(),
                services.messageOctets(),
                CounterMemory.SIZE,
                Capabilities.ALL);
        Content content = Content.plain(ContentFormat.JSON, LinkControlJson.write(welcome));
        return counterpart.ledger().sign(hello, content).octets();
    }
}
