package uk.route2b.server.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.clock.SigningClock;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.AcceptedMessage;
import uk.route2b.server.store.CemState;
import uk.route2b.server.store.Claim;
import uk.route2b.server.store.ConfigurationReport;
import uk.route2b.server.store.Fence;
import uk.route2b.server.store.Greeting;
import uk.route2b.server.store.LinkStore;
import uk.route2b.server.store.OutgoingMessage;
import uk.route2b.server.store.PayloadState;
import uk.route2b.server.store.StoreException;

/**
 * The counters of one CEM: the store, and what is held of it in memory between two transactions, which is counters and
 * digests and never a body. It alone signs. Used in the CEM's lane only.
 *
 * <p>Each method stores first and then changes what is in memory. A stale fence means that another node has begun a
 * session, and a store that failed may have stored all the same: either way the memory is thrown away and read again
 * when it is next needed.
 */
public final class Ledger {
    /** Bodies that are in memory at once while messages are read. */
    private static final int PAGE = 4;

    private static final long NOTHING = -1;

    private final CemKey key;
    private final LinkStore store;
    private final SigningClock clock;
    private final Pen pen;
    private final Runnable superseded;
    private final NavigableMap<Long, Awaited> awaited = new TreeMap<>(Long::compareUnsigned);
    private @Nullable CemState state;
    /** The epoch of the session that this node owns. */
    private long owned = NOTHING;

    private boolean linked;
    /** The store failed at the begin of a session, and may have stored all the same that there is a link here. */
    private boolean mayBeLinked;

    /** @param superseded told when another session turns out to have begun */
    Ledger(CemKey key, Pen pen, LinkStore store, SigningClock clock, Runnable superseded) {
        this.key = key;
        this.pen = pen;
        this.store = store;
        this.clock = clock;
        this.superseded = superseded;
    }

    /** What is stored. */
    public CemState state() {
        CemState known = state;
        if (known == null) {
            known = store.load(key);
            awaited.clear();
            for (long after = 0; ; after = awaited.lastKey()) {
                List<OutgoingMessage> page = store.unanswered(key, after, PAGE);
                page.forEach(message -> awaited.put(message.counter(), Awaited.of(message)));
                if (page.size() < PAGE) {
                    break;
                }
            }
            state = known;
        }
        return known;
    }

    /** What is stored at this moment: another node may have changed it. */
    public CemState stateNow() {
        state = null;
        return state();
    }

    /**
     * Begins a session; empty if its hello is older than the newest.
     *
     * @return the state as the session begins, with its epoch: {@link #state} may know a newer one by now
     */
    public Optional<CemState> greet(Greeting greeting) {
        // Read again as a whole: another node may have sent something since.
        state = null;
        mayBeLinked = true;
        Optional<CemState> begun = store.greet(key, greeting);
        begun.ifPresent(session -> {
            mayBeLinked = false;
            owned = session.epoch();
            linked = true;
        });
        return begun;
    }

    /**
     * Whether this node owns the CEM's session; if not it is claimed, which another node's link or a live owner
     * prevents. A link owns its session already, so this asks the store only on route 2a, and once.
     */
    public boolean owns(Claim purpose) {
        if (state().epoch() == owned) {
            return true;
        }
        // Read again as a whole: another node may have been at work.
        state = null;
        Optional<CemState> claimed = store.claim(key, purpose);
        claimed.ifPresent(session -> {
            owned = session.epoch();
            linked = false;
        });
        return claimed.isPresent();
    }

    /** The same, and what another node has done since is known afterwards: before anything goes by 2a again. */
    public boolean stillOwns() {
        state = null;
        return owns(Claim.SEND);
    }

    /** The link has been gone for a while: what comes through the meter may be taken by whatever node it comes to. */
    void release() {
        if (mayBeLinked) {
            // To own it is to have no link of it.
            stillOwns();
            mayBeLinked = false;
        }
        if (linked && state().epoch() == owned) {
            store.release(key, owned);
        }
        linked = false;
    }

    /** Takes a new message, and that work on it has begun. */
    public Fence accept(SignedMessage message) {
        if (!owns(Claim.TAKE)) {
            return Fence.STALE;
        }
        CemState before = state();
        return changed(
                () -> store.accept(key, before.epoch(), AcceptedMessage.of(message, clock.millis())),
                () -> before.withReceived(
                        before.received().accept(message.header().counter(), message.digest())));
    }

    /**
     * Takes a new message together with its answer.
     *
     * @param reason of a refusal, for the audit; empty for none
     * @return the signed answer; empty if the session is stale
     */
    public Optional<Octets> acceptAnswered(SignedMessage message, Content content, String reason) {
        return acceptAnswered(
                message,
                content,
                (epoch, accepted, answer) -> store.acceptAnswered(key, epoch, accepted, answer, reason));
    }

    /**
     * The same, and it is listed as held until an operator has decided.
     *
     * @param kind what it asks
     */
    public Optional<Octets> acceptHeld(SignedMessage message, Content content, String reason, String kind) {
        return acceptAnswered(
                message,
                content,
                (epoch, accepted, answer) -> store.acceptHeld(key, epoch, accepted, answer, reason, kind));
    }

    /** Stores a message and its answer. */
    @FunctionalInterface
    private interface Taking {
        Fence take(long epoch, AcceptedMessage message, Octets answer);
    }

    private Optional<Octets> acceptAnswered(SignedMessage message, Content content, Taking taking) {
        if (!owns(Claim.TAKE)) {
            return Optional.empty();
        }
        CemState before = state();
        Octets answer = sign(message, content).octets();
        long counter = message.header().counter();
        Fence fence = changed(
                () -> taking.take(before.epoch(), AcceptedMessage.of(message, clock.millis()), answer),
                () -> before.withReceived(
                        before.received().accept(counter, message.digest()).answered(counter, Octets.EMPTY)));
        return fence == Fence.DONE ? Optional.of(answer) : Optional.empty();
    }

    /** Signs and stores the answer to a message that was taken; where one stands already, that one is the answer. */
    public Octets answer(SignedMessage message, Content content) {
        long counter = message.header().counter();
        Octets signed = sign(message, content).octets();
        Octets answer = store.answer(key, counter, signed)
                ? signed
                : store.answer(key, counter).orElseThrow();
        isAnswered(counter);
        return answer;
    }

    /** The answer that was given to a message, by this node or another one. */
    public Optional<Octets> storedAnswer(long counter) {
        Optional<Octets> answer = store.answer(key, counter);
        answer.ifPresent(ignored -> isAnswered(counter));
        return answer;
    }

    /** One that has been pushed out of the memory by newer ones is answered all the same. */
    private void isAnswered(long counter) {
        CemState before = state();
        if (before.received()
                .memory()
                .find(counter)
                .filter(message -> !message.isAnswered())
                .isPresent()) {
            state = before.withReceived(before.received().answered(counter, Octets.EMPTY));
        }
    }

    /** Whether a message that was taken waits for an answer of this node. */
    boolean isBegunHere(long counter) {
        return store.begun().stream().anyMatch(begun -> begun.key().equals(key) && begun.counter() == counter);
    }

    /** Takes link control. */
    public Fence note(long counter, ConfigurationReport report) {
        if (!owns(Claim.TAKE)) {
            return Fence.STALE;
        }
        CemState before = state();
        return changed(
                () -> store.note(key, before.epoch(), counter, report),
                () -> before.withReceived(before.received().acceptLinkControl(counter))
                        .with(before.configuration().after(report)));
    }

    /**
     * Reserves a counter, signs and stores. The window has to be open.
     *
     * @param payload number of the queued payload that it carries
     */
    Reservation send(PrivateMessageCode code, Content content, OptionalLong payload) {
        if (!owns(Claim.SEND)) {
            return new Reservation(Fence.STALE, Optional.empty());
        }
        CemState before = state();
        long counter = before.sent().next(clock.millis());
        SignedMessage message = pen.command(code, counter, content, before.signer());
        OutgoingMessage sent = OutgoingMessage.of(message, code, clock.millis());
        Fence fence = changed(
                () -> store.reserve(key, before.epoch(), sent, payload),
                () -> before.withSent(before.sent().signed(counter)));
        if (fence != Fence.DONE) {
            return new Reservation(fence, Optional.empty());
        }
        awaited.put(counter, Awaited.of(sent));
        return new Reservation(fence, Optional.of(sent));
    }

    /** Stores a message of ours that was signed elsewhere; its counter has to be above all that were used. */
    Fence adopt(SignedMessage message) {
        if (!owns(Claim.SEND)) {
            return Fence.STALE;
        }
        CemState before = state();
        long counter = message.header().counter();
        OutgoingMessage adopted = OutgoingMessage.of(message, PrivateMessageCode.CREDENTIALS, clock.millis());
        Fence fence = changed(
                () -> store.reserve(key, before.epoch(), adopted, OptionalLong.empty()),
                () -> before.withSent(before.sent().signed(counter)));
        if (fence == Fence.DONE) {
            awaited.put(counter, Awaited.of(adopted));
        }
        return fence;
    }

    /** Reserves a counter for link control and signs it; empty if the session is stale. */
    public Optional<Octets> sendControl(Content content) {
        if (!owns(Claim.SEND)) {
            return Optional.empty();
        }
        CemState before = state();
        long counter = before.sent().next(clock.millis());
        Fence fence = changed(
                () -> store.use(key, before.epoch(), counter),
                () -> before.withSent(before.sent().used(counter)));
        return fence == Fence.DONE
                ? Optional.of(pen.command(PrivateMessageCode.LINK_CONTROL, counter, content, before.signer())
                        .octets())
                : Optional.empty();
    }

    /** Our message that waits for an answer with this counter. */
    public Optional<Awaited> awaited(long counter) {
        state();
        return Optional.ofNullable(awaited.get(counter));
    }

    /** Our messages that wait for an answer, the lowest counter first. */
    public List<Awaited> awaited() {
        state();
        return new ArrayList<>(awaited.values());
    }

    /** The octets of our messages that wait for an answer and have a counter above {@code after}, some at a time. */
    public List<OutgoingMessage> page(long after) {
        return store.unanswered(key, after, PAGE);
    }

    /** Our message with this counter as it was signed, while it waits for its answer. */
    public Optional<SignedMessage> message(long counter) {
        return store.unanswered(key, counter - 1, 1).stream()
                .filter(message -> message.counter() == counter)
                .map(message -> Awaited.read(message.octets()))
                .findFirst();
    }

    /**
     * Stores the answer to a message of ours.
     *
     * @param outcome what becomes of the payload that it carried, where it carried one
     * @param reason of that
     */
    public Fence settle(SignedMessage answer, long configurationAnswered, PayloadState outcome, String reason) {
        if (!owns(Claim.TAKE)) {
            return Fence.STALE;
        }
        CemState before = state();
        long counter = answer.header().counter();
        return done(
                counter,
                changed(
                        () -> store.settle(
                                key, before.epoch(), counter, answer.octets(), configurationAnswered, outcome, reason),
                        () -> before.withSent(before.sent().settled(counter))
                                .with(before.configuration().answeredBy(configurationAnswered, outcome, reason))));
    }

    /** The CEM has answered a message certificate of ours. */
    void credentialAnswered(KeyIdentifier credential) {
        store.credentialAnswered(key, credential);
        state = state().withCredentialAnswered(credential);
    }

    /**
     * Gives up a message of ours.
     *
     * @param reason a reason code
     */
    public Fence giveUp(long counter, String reason) {
        if (!owns(Claim.TAKE)) {
            return Fence.STALE;
        }
        CemState before = state();
        return done(
                counter,
                changed(
                        () -> store.giveUp(key, before.epoch(), counter, reason),
                        () -> before.withSent(before.sent().settled(counter))));
    }

    private Fence done(long counter, Fence fence) {
        if (fence == Fence.DONE) {
            awaited.remove(counter);
        }
        return fence;
    }

    /** The tunnel message id of a message of ours; a retry keeps it. */
    public int tunnelId(long counter) {
        return store.tunnelId(key, counter);
    }

    /** Our message that waits for an answer and went through the tunnel under this id. */
    public Optional<SignedMessage> inTunnel(int tunnelId) {
        OptionalLong counter = store.inTunnel(key, tunnelId);
        return counter.isPresent() ? message(counter.getAsLong()) : Optional.empty();
    }

    /** The signed answer to a message of the CEM, where one is stored. */
    public Optional<SignedMessage> answerTo(long counter) {
        return store.answer(key, counter).map(Awaited::read);
    }

    /** A tunnel message id for what is sent once. */
    public int nextTunnelId() {
        return store.nextTunnelId(key);
    }

    /** Signs an answer, which needs no counter of its own. */
    public SignedMessage sign(SignedMessage question, Content content) {
        return pen.answer(question, content, state().signer());
    }

    private Fence changed(Supplier<Fence> change, Supplier<CemState> after) {
        try {
            Fence fence = change.get();
            if (fence == Fence.DONE) {
                state = after.get();
            } else if (fence == Fence.STALE) {
                state = null;
                superseded.run();
            }
            return fence;
        } catch (StoreException unknown) {
            state = null;
            throw unknown;
        }
    }
}
