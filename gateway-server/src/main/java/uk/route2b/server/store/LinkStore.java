package uk.route2b.server.store;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;

/**
 * What the gateway keeps durably. Each method is one transaction: when it returns, its effect survives a power cut, and
 * when it fails, nothing has changed. Methods block, are safe for use by several threads, and throw
 * {@link StoreException} when the storage fails.
 *
 * <p>Every change takes the epoch that its caller believes in and is refused if another session has begun since
 * ({@link Fence#STALE}): so a stale session, or a stale node, can neither sign nor accept. Only an answer is fenced by
 * the row of the message that it answers, because it belongs to the message and not to the session.
 */
public interface LinkStore extends AutoCloseable {
    /** What is stored of a CEM; {@link CemState#FRESH} for one that nothing is known of. */
    CemState load(CemKey key);

    /**
     * Begins a session: the epoch rises by one, hello's counter, floors and accepted counter are taken over.
     *
     * @return the new state, or empty if hello's counter is not above the last link control: it has been superseded
     */
    Optional<CemState> greet(CemKey key, Greeting greeting);

    /**
     * Makes this node the owner of a CEM that has no link here: the epoch rises by one, so that whoever owned it before
     * can neither sign nor accept any more.
     *
     * @return the new state, or empty if another node owns it ({@link Claim}): nothing has changed
     */
    Optional<CemState> claim(CemKey key, Claim purpose);

    /** The owner says that its link of the CEM is gone. It stays the owner. */
    Fence release(CemKey key, long epoch);

    /** This node starts and has no link of any CEM, whatever it said before it fell. It stays the owner. */
    void noLinks();

    /** This node is alive: others leave alone what it owns. */
    void alive();

    /** Takes a new message: counter, octets, and that work on it has begun. */
    Fence accept(CemKey key, long epoch, AcceptedMessage message);

    /**
     * Takes a new message and its answer at once: a refusal, or what needs no further work.
     *
     * @param reason of a refusal, for the audit; empty for none
     */
    Fence acceptAnswered(CemKey key, long epoch, AcceptedMessage message, Octets answer, String reason);

    /**
     * The same, and the message is listed as held ({@link CheckStore#heldMessages}) until an operator has decided.
     *
     * @param kind what it asks: a word for counts
     */
    Fence acceptHeld(CemKey key, long epoch, AcceptedMessage message, Octets answer, String reason, String kind);

    /**
     * Stores the answer to an accepted message. Exactly one answer is ever stored for a counter.
     *
     * @return false if another one is stored already: that one stands, and nothing has changed
     */
    boolean answer(CemKey key, long counter, Octets answer);

    /** The stored answer to a message. */
    Optional<Octets> answer(CemKey key, long counter);

    /**
     * Takes link control.
     *
     * @param report what the CEM says of a link configuration; the newest failure is kept with its reason
     */
    Fence note(CemKey key, long epoch, long counter, ConfigurationReport report);

    /**
     * Reserves a counter and stores the signed octets, before the first of them leaves.
     *
     * @param payload the number of the queued payload that they carry, which is sent from now on; empty for other
     *     messages. If it is not queued any more the outcome is {@link Fence#GONE} and nothing has changed.
     */
    Fence reserve(CemKey key, long epoch, OutgoingMessage message, OptionalLong payload);

    /** Reserves a counter for link control, which is not stored because it is never sent again. */
    Fence use(CemKey key, long epoch, long counter);

    /**
     * Stores the answer to a message of ours, which is done with it. A configuration that was not delivered by it has
     * failed for {@code reason}.
     *
     * @param configurationAnswered version of the configuration that it answers; 0 for other messages
     * @param outcome what becomes of the payload that it carried, where it carried one
     * @param reason of that outcome: a reason code, or empty
     */
    Fence settle(
            CemKey key,
            long epoch,
            long counter,
            Octets answer,
            long configurationAnswered,
            PayloadState outcome,
            String reason);

    /**
     * Gives up a message of ours: no answer is awaited, and the floor that is declared next rises above it. A payload
     * that it carried becomes {@link PayloadState#IN_DOUBT}.
     *
     * @param reason a reason code
     */
    Fence giveUp(CemKey key, long epoch, long counter, String reason);

    /**
     * Messages of ours that wait for an answer, the lowest counter first, page by page: 64 of them may be large.
     *
     * @param after only counters above this one
     * @param most how many
     */
    List<OutgoingMessage> unanswered(CemKey key, long after, int most);

    /** All messages of ours that wait for an answer, the lowest counter first. */
    default List<OutgoingMessage> unanswered(CemKey key) {
        return unanswered(key, 0, Integer.MAX_VALUE);
    }

    /** The signed answer that settled a message of ours; empty while there is none, or once it was pruned. */
    Optional<Octets> settledBy(CemKey key, long counter);

    /** The CEM has answered the message certificate with this key; its next hello begins anew. */
    void credentialAnswered(CemKey key, KeyIdentifier credential);

    /** The tunnel message id of an outgoing message, given to it now if it has none: a retry keeps it. */
    int tunnelId(CemKey key, long counter);

    /** The newest message of ours that waits for an answer and went through the tunnel under this id. */
    OptionalLong inTunnel(CemKey key, int tunnelId);

    /** The next tunnel message id, for what is sent once. */
    int nextTunnelId(CemKey key);

    /** Every accepted message, of any CEM, that this node began and that has no answer. */
    List<BegunMessage> begun();

    /**
     * Accepted messages, of any CEM, without an answer, that other nodes began which have not said since {@code millis}
     * that they live.
     */
    List<BegunMessage> begunByLost(long millis, int most);

    /** Fails if the storage cannot be written. */
    void check();

    /** When a message was signed or accepted last, milliseconds since 1970; empty for a new store. */
    OptionalLong newestMillis();

    @Override
    void close();
}
