package uk.route2b.client.internal.session;

import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import uk.route2b.client.CommissioningRecord;
import uk.route2b.client.RestoredSpan;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.ReceiverState;
import uk.route2b.protocol.message.SenderState;
import uk.route2b.protocol.octets.Octets;

/**
 * All that survives a power cut. Immutable: a change is a new state, committed before anything acts on it.
 *
 * @param cem whose state it is
 * @param dsrsp and towards whom
 * @param received what was accepted from the DSRSP
 * @param sent our own counters
 * @param outgoing what was signed and waits for its answer
 * @param inbox what waits to be taken by a VEN
 * @param newestEvents the counter of the newest list of events taken, by VEN
 * @param configurations the link configurations
 * @param time what is known of the time
 * @param epoch of the last session
 * @param tunnelMessage the id that the next message on 2a gets
 * @param restored that this state goes on from an old copy
 * @param credentials certificates that came by 7F03
 */
public record CemState(
        EntityIdentifier cem,
        EntityIdentifier dsrsp,
        ReceiverState received,
        SenderState sent,
        NavigableMap<Long, OutgoingEntry> outgoing,
        Inbox inbox,
        Map<String, Long> newestEvents,
        Configurations configurations,
        KnownTime time,
        long epoch,
        int tunnelMessage,
        Optional<RestoredSpan> restored,
        Credentials credentials) {
    private static final int MESSAGE_IDS = 256;

    public CemState {
        outgoing = Collections.unmodifiableNavigableMap(byCounter(outgoing));
        newestEvents = Map.copyOf(newestEvents);
    }

    static CemState commissioned(CommissioningRecord record) {
        return new CemState(
                record.cem(),
                record.dsrsp(),
                ReceiverState.withFloor(record.firstFloor()),
                SenderState.FRESH,
                new TreeMap<>(),
                Inbox.EMPTY,
                Map.of(),
                Configurations.NONE,
                KnownTime.NONE,
                0,
                0,
                Optional.empty(),
                Credentials.NONE);
    }

    /** Counters are unsigned. */
    static <T> NavigableMap<Long, T> byCounter(Map<Long, T> entries) {
        NavigableMap<Long, T> map = new TreeMap<>(Long::compareUnsigned);
        map.putAll(entries);
        return map;
    }

    /** The names of all bodies that this state needs. */
    Set<String> bodies() {
        Set<String> names = new HashSet<>();
        outgoing.keySet().forEach(counter -> names.add(OutgoingEntry.body(counter)));
        inbox.entries().keySet().forEach(number -> names.add(InboxEntry.body(number)));
        return names;
    }

    public CemState with(ReceiverState next) {
        return copy(next, sent, outgoing, inbox, newestEvents, configurations, time, epoch, tunnelMessage);
    }

    public CemState with(SenderState next) {
        return copy(received, next, outgoing, inbox, newestEvents, configurations, time, epoch, tunnelMessage);
    }

    public CemState with(Inbox next) {
        return copy(received, sent, outgoing, next, newestEvents, configurations, time, epoch, tunnelMessage);
    }

    public CemState with(Configurations next) {
        return copy(received, sent, outgoing, inbox, newestEvents, next, time, epoch, tunnelMessage);
    }

    public CemState with(KnownTime next) {
        return copy(received, sent, outgoing, inbox, newestEvents, configurations, next, epoch, tunnelMessage);
    }

    /** The same as gone on with from a copy. */
    CemState with(RestoredSpan span) {
        return new CemState(
                cem,
                dsrsp,
                received,
                sent,
                outgoing,
                inbox,
                newestEvents,
                configurations,
                time,
                epoch,
                tunnelMessage,
                Optional.of(span),
                credentials);
    }

    CemState with(Credentials next) {
        return new CemState(
                cem,
                dsrsp,
                received,
                sent,
                outgoing,
                inbox,
                newestEvents,
                configurations,
                time,
                epoch,
                tunnelMessage,
                restored,
                next);
    }

    /** The counter of the newest list of events for {@code ven}. */
    public CemState withNewestEvents(String ven, long counter) {
        Map<String, Long> next = new TreeMap<>(newestEvents);
        next.put(ven, counter);
        return copy(received, sent, outgoing, inbox, next, configurations, time, epoch, tunnelMessage);
    }

    CemState withEpoch(long next) {
        return copy(received, sent, outgoing, inbox, newestEvents, configurations, time, next, tunnelMessage);
    }

    CemState withTunnelMessageUsed() {
        int next = (tunnelMessage + 1) % MESSAGE_IDS;
        return copy(received, sent, outgoing, inbox, newestEvents, configurations, time, epoch, next);
    }

    CemState signed(long counter, OutgoingEntry entry) {
        return with(sent.signed(counter)).put(counter, entry);
    }

    CemState put(long counter, OutgoingEntry entry) {
        NavigableMap<Long, OutgoingEntry> next = byCounter(outgoing);
        next.put(counter, entry);
        return copy(received, sent, next, inbox, newestEvents, configurations, time, epoch, tunnelMessage);
    }

    CemState settled(long counter) {
        NavigableMap<Long, OutgoingEntry> next = byCounter(outgoing);
        next.remove(counter);
        SenderState after = sent.settled(counter);
        return copy(received, after, next, inbox, newestEvents, configurations, time, epoch, tunnelMessage);
    }

    CemState accepted(long counter, Octets digest, Octets answer) {
        return with(received.accept(counter, digest).answered(counter, answer)).with(time.atLeast(counter));
    }

    private CemState copy(
            ReceiverState receiver,
            SenderState sender,
            NavigableMap<Long, OutgoingEntry> out,
            Inbox in,
            Map<String, Long> newest,
            Configurations configured,
            KnownTime known,
            long session,
            int tunnel) {
        return new CemState(
                cem,
                dsrsp,
                receiver,
                sender,
                out,
                in,
                newest,
                configured,
                known,
                session,
                tunnel,
                restored,
                credentials);
    }
}
