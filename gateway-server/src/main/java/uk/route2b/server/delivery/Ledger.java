package uk.route2b.server.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.protocol.message.UnsignedMessage;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.clock.SigningClock;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.register.Dsrsp;
import uk.route2b.server.register.Identity;
import uk.route2b.server.store.AcceptedMessage;
import uk.route2b.server.store.CemState;
import uk.route2b.server.store.Fence;
import uk.route2b.server.store.Greeting;
import uk.route2b.server.store.LinkStore;
import uk.route2b.server.store.OutgoingMessage;
import uk.route2b.server.store.PayloadState;

/**
 * The counters and messages of one CEM: the store, and what is held of it in memory between two transactions. It alone
 * signs. Used in the CEM's lane only.
 *
 * <p>Each method stores first and then changes what is in memory. A stale fence means that another node has begun a
 * session: the memory is thrown away and read again when it is next needed.
 */
public final class Ledger {
    private final CemKey key;
    private final Dsrsp dsrsp;
    private final LinkStore store;
    private final SigningClock clock;
    private final Map<Long, SignedMessage> outgoing = new HashMap<>();
    private @Nullable CemState state;

    Ledger(CemKey key, Dsrsp dsrsp, LinkStore store, SigningClock clock) {
        this.key = key;
        this.dsrsp = dsrsp;
        this.store = store;
        this.clock = clock;
    }

    /** What is stored. */
    public CemState state() {
        CemState known = state;
        if (known == null) {
            known = store.load(key);
            outgoing.clear();
            store.unanswered(key).forEach(message -> outgoing.put(message.counter(), own(message.octets())));
            state = known;
        }
        return known;
    }

    /** Begins a session; empty if its hello is older than the newest. */
    public Optional<CemState> greet(Greeting greeting) {
        Optional<CemState> greeted = store.greet(key, greeting);
        // Read again as a whole: another node may have sent something since.
        state = null;
        return greeted.map(ignored -> state());
    }

    /** Takes a new message, and that work on it has begun. */
    public Fence accept(SignedMessage message) {
        CemState before = state();
        return changed(
                store.accept(key, before.epoch(), AcceptedMessage.of(message, clock.millis())),
                before.withReceived(before.received().accept(message.header().counter(), message.digest())));
    }

    /**
     * Takes a new message together with its answer.
     *
     * @param reason of a refusal, for the audit; empty for none
     * @return the signed answer; empty if the session is stale
     */
    public Optional<Octets> acceptAnswered(SignedMessage message, Content content, String reason) {
        CemState before = state();
        Octets answer =
                sign(UnsignedMessage.of(message.header().answer(), content)).octets();
        long counter = message.header().counter();
        Fence fence = changed(
                store.acceptAnswered(key, before.epoch(), AcceptedMessage.of(message, clock.millis()), answer, reason),
                before.withReceived(
                        before.received().accept(counter, message.digest()).answered(counter, Octets.EMPTY)));
        return fence == Fence.DONE ? Optional.of(answer) : Optional.empty();
    }

    /** Signs and stores the answer to a message that was taken; where one stands already, that one is the answer. */
    public Octets answer(SignedMessage message, Content content) {
        CemState before = state();
        long counter = message.header().counter();
        Octets signed =
                sign(UnsignedMessage.of(message.header().answer(), content)).octets();
        Octets answer = store.answer(key, counter, signed)
                ? signed
                : store.answer(key, counter).orElseThrow();
        // One that has been pushed out of the memory by newer ones is answered all the same.
        if (before.received().memory().find(counter).isPresent()) {
            state = before.withReceived(before.received().answered(counter, Octets.EMPTY));
        }
        return answer;
    }

    /** The answer that was given to a message. */
    public Optional<Octets> storedAnswer(long counter) {
        return store.answer(key, counter);
    }

    /** Takes link control. */
    public Fence note(long counter, long configurationConfirmed) {
        CemState before = state();
        return changed(
                store.note(key, before.epoch(), counter, configurationConfirmed),
                before.withReceived(before.received().acceptLinkControl(counter))
                        .withConfiguration(configurationConfirmed, 0));
    }

    /** Reserves a counter, signs and stores; empty if the session is stale. The window has to be open. */
    public Optional<OutgoingMessage> send(PrivateMessageCode code, Content content) {
        CemState before = state();
        long counter = before.sent().next(clock.millis());
        SignedMessage message = sign(UnsignedMessage.of(header(code, counter), content));
        OutgoingMessage sent = OutgoingMessage.of(message, code, clock.millis());
        Fence fence = changed(
                store.reserve(key, before.epoch(), sent, OptionalLong.empty()),
                before.withSent(before.sent().signed(counter)));
        if (fence != Fence.DONE) {
            return Optional.empty();
        }
        outgoing.put(counter, message);
        return Optional.of(sent);
    }

    /** Reserves a counter for link control and signs it; empty if the session is stale. */
    public Optional<Octets> sendControl(Content content) {
        CemState before = state();
        long counter = before.sent().next(clock.millis());
        Fence fence = changed(
                store.use(key, before.epoch(), counter),
                before.withSent(before.sent().used(counter)));
        return fence == Fence.STALE
                ? Optional.empty()
                : Optional.of(sign(UnsignedMessage.of(header(PrivateMessageCode.LINK_CONTROL, counter), content))
                        .octets());
    }

    /** Our message that waits for an answer with this counter. */
    public Optional<SignedMessage> outgoing(long counter) {
        state();
        return Optional.ofNullable(outgoing.get(counter));
    }

    /** Our messages that wait for an answer, the lowest counter first. */
    public List<SignedMessage> unanswered() {
        state();
        List<SignedMessage> messages = new ArrayList<>(outgoing.values());
        messages.sort((one, other) ->
                Long.compareUnsigned(one.header().counter(), other.header().counter()));
        return messages;
    }

    /** Stores the answer to a message of ours. */
    public Fence settle(SignedMessage answer, long configurationAnswered) {
        CemState before = state();
        long counter = answer.header().counter();
        Fence fence = changed(
                store.settle(
                        key,
                        before.epoch(),
                        counter,
                        answer.octets(),
                        configurationAnswered,
                        PayloadState.DELIVERED,
                        ""),
                before.withSent(before.sent().settled(counter)).withConfiguration(0, configurationAnswered));
        outgoing.remove(counter);
        return fence;
    }

    /**
     * Gives up a message of ours.
     *
     * @param reason a reason code
     */
    public Fence giveUp(long counter, String reason) {
        CemState before = state();
        Fence fence = changed(
                store.giveUp(key, before.epoch(), counter, reason),
                before.withSent(before.sent().settled(counter)));
        outgoing.remove(counter);
        return fence;
    }

    /** The tunnel message id of a message of ours; a retry keeps it. */
    public int tunnelId(long counter) {
        return store.tunnelId(key, counter);
    }

    /** A tunnel message id for what is sent once. */
    public int nextTunnelId() {
        return store.nextTunnelId(key);
    }

    /** Signs what needs no counter of its own: the answer to hello. */
    public SignedMessage sign(UnsignedMessage message) {
        return message.sign(Ecdsa.signer(signer().key()));
    }

    private Identity signer() {
        return state().signer()
                .flatMap(identifier -> dsrsp.signer(List.of(identifier)))
                .orElseGet(() -> dsrsp.signers().get(0));
    }

    private GroupingHeader header(PrivateMessageCode code, long counter) {
        return GroupingHeader.of(CraFlag.COMMAND, counter, key.dsrsp(), key.cem(), code.code());
    }

    private Fence changed(Fence fence, CemState after) {
        state = fence == Fence.DONE ? after : null;
        return fence;
    }

    private static SignedMessage own(Octets octets) {
        try {
            return new SignedMessageReader(Integer.MAX_VALUE).read(octets);
        } catch (MalformedException broken) {
            throw new IllegalStateException("a stored message of ours cannot be read", broken);
        }
    }
}
