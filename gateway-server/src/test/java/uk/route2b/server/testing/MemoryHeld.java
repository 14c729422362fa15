package uk.route2b.server.testing;

import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.AcceptedMessage;
import uk.route2b.server.store.HeldMessage;
import uk.route2b.server.testing.MemoryTables.Taken;

/** Messages of CEMs that wait for an operator, in the model. */
final class MemoryHeld {
    private final MemoryTables tables;

    MemoryHeld(MemoryTables tables) {
        this.tables = tables;
    }

    void add(CemKey key, AcceptedMessage message, String reason, String kind) {
        long number = ++tables.lastHeld;
        tables.held.put(
                number,
                new HeldMessage(
                        number,
                        key,
                        message.counter(),
                        message.code(),
                        kind,
                        reason,
                        message.atMillis(),
                        message.octets().size(),
                        message.digest()));
    }

    List<HeldMessage> below(long before, int most) {
        return tables.held.headMap(before, false).descendingMap().values().stream()
                .filter(message -> octets(message).isPresent())
                .limit(most)
                .toList();
    }

    Optional<Octets> decide(long number) {
        return Optional.ofNullable(tables.held.remove(number)).flatMap(this::octets);
    }

    private Optional<Octets> octets(HeldMessage message) {
        return Optional.ofNullable(tables.accepted(message.key()).get(message.counter()))
                .filter(taken -> taken.octetsKept)
                .map((Taken taken) -> taken.message.octets());
    }
}
