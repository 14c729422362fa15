package uk.route2b.server.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.register.CemStatus;
import uk.route2b.server.store.AcceptedMessage;
import uk.route2b.server.store.AuditRecord;
import uk.route2b.server.store.CemState;
import uk.route2b.server.store.DoubtSpan;
import uk.route2b.server.store.HeldMessage;
import uk.route2b.server.store.OutgoingMessage;
import uk.route2b.server.store.PayloadRecord;
import uk.route2b.server.store.TrafficCount;

/** What the model holds: rows that change, in maps. */
final class MemoryTables {
    /** A message of a CEM. */
    static final class Taken {
        final AcceptedMessage message;
        final String node;
        boolean answered;
        OptionalLong answeredMillis = OptionalLong.empty();
        Optional<Octets> answer;
        boolean octetsKept = true;

        Taken(AcceptedMessage message, String node, Optional<Octets> answer) {
            this.message = message;
            this.node = node;
            this.answered = answer.isPresent();
            this.answer = answer;
        }
    }

    /** A message of ours. */
    static final class Ours {
        final OutgoingMessage message;
        boolean unanswered = true;
        boolean givenUp;
        OptionalLong answeredMillis = OptionalLong.empty();
        Optional<Octets> answer = Optional.empty();
        OptionalInt tunnelId = OptionalInt.empty();
        boolean octetsKept = true;

        Ours(OutgoingMessage message) {
            this.message = message;
        }
    }

    /** A payload, and its content for as long as that is kept. */
    static final class Payload {
        PayloadRecord record;
        Optional<Content> content;

        Payload(PayloadRecord record, Content content) {
            this.record = record;
            this.content = Optional.of(content);
        }
    }

    final Map<CemKey, CemState> states = new HashMap<>();
    final Map<CemKey, NavigableMap<Long, Taken>> accepted = new HashMap<>();
    final Map<CemKey, NavigableMap<Long, Ours>> outgoing = new HashMap<>();
    final Map<CemKey, Integer> tunnelIds = new HashMap<>();
    final NavigableMap<Long, Payload> payloads = new TreeMap<>();
    final Map<CemKey, CemStatus> statuses = new HashMap<>();
    final Map<EntityIdentifier, Long> supplierCounters = new HashMap<>();
    final List<AuditRecord> audit = new ArrayList<>();
    final NavigableMap<Long, MemoryMoves.Moved> moves = new TreeMap<>();
    Optional<DoubtSpan> doubt = Optional.empty();
    /** Who has said hello since the last restore. */
    final Set<CemKey> greeted = new HashSet<>();

    /** Who owns the session of a CEM, and whether it has its link. */
    final Map<CemKey, Owner> owners = new HashMap<>();

    /** When nodes were seen last. */
    final Map<String, Long> nodes = new HashMap<>();

    /** A node that owns the session of a CEM. */
    record Owner(String node, boolean linked) {}

    /** The minutes in which the load of a CEM may change. */
    final Map<CemKey, TreeSet<Long>> changes = new HashMap<>();

    final Map<CemKey, Map<String, String>> lists = new HashMap<>();

    /** What nodes have counted, by node, scope and threshold. */
    final NavigableMap<List<String>, TrafficCount> traffic =
            new TreeMap<>(java.util.Comparator.comparing(List::toString));

    /** Messages of CEMs that wait for an operator, by number. */
    final NavigableMap<Long, HeldMessage> held = new TreeMap<>();

    long lastPayload;
    long lastHeld;
    long lastAudit;

    NavigableMap<Long, Taken> accepted(CemKey key) {
        return accepted.computeIfAbsent(key, ignored -> new TreeMap<>(Long::compareUnsigned));
    }

    NavigableMap<Long, Ours> outgoing(CemKey key) {
        return outgoing.computeIfAbsent(key, ignored -> new TreeMap<>(Long::compareUnsigned));
    }

    /** Whether this accepted counter is one that the memory of 64 needs. */
    boolean isRemembered(CemKey key, long counter) {
        return accepted(key).tailMap(counter, true).size() <= 64;
    }

    CemState state(CemKey key) {
        long doubtUntil = doubt.map(DoubtSpan::untilMillis).orElse(0L);
        return states.getOrDefault(key, CemState.FRESH.withDoubtUntil(doubtUntil));
    }
}
