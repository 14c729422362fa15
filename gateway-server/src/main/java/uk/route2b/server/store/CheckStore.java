package uk.route2b.server.store;

import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;

/** What the checks count and hold, over all nodes. Each method is one transaction, as in {@link LinkStore}. */
public interface CheckStore {
    /**
     * Counts that the load of a CEM may change in some minutes. A CEM counts once in each window of
     * {@link DispatchChange#WINDOW} minutes, however often it changes in it; what was counted stays counted, because
     * what takes it back may never arrive.
     */
    DispatchCount countDispatch(CemKey key, DispatchChange change);

    /** The newest list of a VEN that was counted. */
    Optional<String> dispatchList(CemKey key, String ven);

    /** An unsigned payload becomes {@link PayloadState#HELD}; false if it is not queued any more. */
    boolean hold(long number, String reason);

    /** Payloads that are held here, unsigned, the newest first, with numbers below {@code before}. */
    List<PayloadRecord> held(long before, int most);

    /** A held payload is queued again, behind what was queued since, with the reason {@code released}. */
    boolean release(long number);

    /**
     * Messages of CEMs that wait for an operator, the newest first, with numbers below {@code before}: accepted by
     * {@link LinkStore#acceptHeld}, not decided yet, and their octets are kept.
     */
    List<HeldMessage> heldMessages(long before, int most);

    /** How many messages of CEMs wait for an operator. */
    long countHeldMessages();

    /**
     * An operator has decided about a message of a CEM: it is held no more. Of several who decide at once one gets it.
     *
     * @return its octets, for whoever decided first; empty if it is not held
     */
    Optional<Octets> decideHeldMessage(long number);

    /** Stores what this node has counted; what is of earlier windows goes. */
    void keepTraffic(List<TrafficCount> counts);

    /** What this node had counted in a window, in the order of scopes and thresholds. */
    List<TrafficCount> traffic(long beginsMillis);

    /** A held payload becomes {@link PayloadState#WITHDRAWN} with the reason {@code dropped}. */
    boolean drop(long number);
}
