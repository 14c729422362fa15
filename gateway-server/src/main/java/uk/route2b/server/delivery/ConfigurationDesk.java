package uk.route2b.server.delivery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.configuration.LinkConfigurationJson;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.clock.SigningClock;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.register.LinkOffer;
import uk.route2b.server.store.MoveStore;

/** Knows which CEM lacks the current link configuration, and signs it once. Used in the lane of the CEM concerned. */
public final class ConfigurationDesk {
    static final int JSON_MOST = 64 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationDesk.class);

    private final SigningClock clock;
    private final MoveStore moves;
    private final CertificateDesk certificates;
    private final Map<CemKey, Waits> waiting = new ConcurrentHashMap<>();

    /** Why a CEM that is to have another one does not get it yet; each is told once. */
    private enum Waits {
        FOR_SIGNING,
        FOR_THE_CAP
    }

    public ConfigurationDesk(SigningClock clock, MoveStore moves) {
        this.clock = clock;
        this.moves = moves;
        this.certificates = new CertificateDesk(clock);
    }

    /** What this CEM is to have: what the newest move says, unless the DSRSP's own configuration is newer. */
    public LinkOffer target(Counterpart counterpart) {
        LinkOffer own = counterpart.dsrsp().offer();
        return moves.moveTarget(counterpart.key())
                .filter(moved -> moved.version() > own.version())
                .map(LinkOffer::of)
                .orElse(own);
    }

    /**
     * The signed configuration that this CEM still has to answer; it is among the unanswered messages of its ledger.
     *
     * <p>Empty if it has the current version, or has answered it: a version that failed is not sent again, the next one
     * is (design section 6).
     */
    public Optional<SignedMessage> due(Counterpart counterpart) {
        return due(counterpart, target(counterpart));
    }

    /**
     * The same for a CEM that has no link here: one that another live node owns is left to that node, and takes no
     * place here among the homes that move.
     */
    public Optional<SignedMessage> dueByMeter(Counterpart counterpart) {
        LinkOffer offer = target(counterpart);
        if (lacks(counterpart, offer) && !counterpart.ledger().stillOwns()) {
            waiting.remove(counterpart.key());
            return Optional.empty();
        }
        return due(counterpart, offer);
    }

    private static boolean lacks(Counterpart counterpart, LinkOffer offer) {
        return counterpart.ledger().state().configuration().known() < offer.version();
    }

    private Optional<SignedMessage> due(Counterpart counterpart, LinkOffer offer) {
        if (!lacks(counterpart, offer)) {
            waiting.remove(counterpart.key());
            return Optional.empty();
        }
        Optional<Awaited> current = counterpart.ledger().awaited().stream()
                .filter(message -> message.configuration() == offer.version())
                .findFirst();
        // What cannot be signed now must not take a place among the homes that move.
        if (current.isEmpty() && maySign(counterpart, offer) && isHeld(counterpart, offer)) {
            return Optional.empty();
        }
        for (Awaited message : counterpart.ledger().awaited()) {
            if (message.configuration() > 0 && message.configuration() != offer.version()) {
                counterpart.ledger().giveUp(message.counter(), "newer-configuration");
            }
        }
        return current.isPresent() ? counterpart.ledger().message(current.get().counter()) : sign(counterpart, offer);
    }

    /** Whether what this CEM is to have is signed and waits for its answer: each welcome sends it again. */
    public boolean isUnderWay(Counterpart counterpart) {
        long wanted = target(counterpart).version();
        return counterpart.ledger().awaited().stream().anyMatch(message -> message.configuration() == wanted);
    }

    /** Another configuration in the place of one that it has moves a home, and only so many may move at once. */
    private boolean isHeld(Counterpart counterpart, LinkOffer offer) {
        boolean moves = counterpart.ledger().state().configuration().confirmed() > 0;
        boolean known = waiting.get(counterpart.key()) == Waits.FOR_THE_CAP;
        if (moves && DispatchGate.move(counterpart, offer.version(), known).isPresent()) {
            waiting.put(counterpart.key(), Waits.FOR_THE_CAP);
            return true;
        }
        waiting.remove(counterpart.key());
        return false;
    }

    /** Those that wait for the fleet-wide cap, or until something can be signed for them. From any thread. */
    public List<CemKey> waiting() {
        return List.copyOf(waiting.keySet());
    }

    /** Our newest message certificate, signed, if this CEM still has to answer it. */
    public Optional<SignedMessage> certificateDue(Counterpart counterpart) {
        return certificates.due(counterpart);
    }

    private boolean maySign(Counterpart counterpart, LinkOffer offer) {
        boolean may =
                clock.maySign() && counterpart.ledger().state().sent().window().isOpen();
        if (!may && waiting.putIfAbsent(counterpart.key(), Waits.FOR_SIGNING) == null) {
            LOG.warn(
                    "link configuration {} for {} waits: {}",
                    offer.version(),
                    counterpart.key(),
                    clock.maySign() ? "64 messages are unanswered" : "the clock has jumped");
        }
        return may;
    }

    private Optional<SignedMessage> sign(Counterpart counterpart, LinkOffer offer) {
        if (!clock.maySign() || !counterpart.ledger().state().sent().window().isOpen()) {
            return Optional.empty();
        }
        Octets json = LinkConfigurationJson.write(offer.at(clock.millis()));
        // As it is: the tunnel deflates the whole message, which the header gains from as well.
        Content content = Content.plain(ContentFormat.JSON, json);
        return counterpart
                .ledger()
                .send(PrivateMessageCode.LINK_CONFIGURATION, content, OptionalLong.empty())
                .message()
                .map(sent -> Awaited.read(sent.octets()));
    }
}
