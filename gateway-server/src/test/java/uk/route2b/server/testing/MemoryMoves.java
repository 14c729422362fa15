package uk.route2b.server.testing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.LongStream;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.ConfigurationState;
import uk.route2b.server.store.Move;
import uk.route2b.server.store.MovedCem;
import uk.route2b.server.store.NewMove;

/** Moves in the model. */
final class MemoryMoves {
    /** A move as it stands. */
    static final class Moved {
        final NewMove move;
        final long version;
        final Map<String, OptionalLong> begun = new TreeMap<>();
        boolean stopped;

        Moved(NewMove move, long version) {
            this.move = move;
            this.version = version;
            move.cems().forEach(cem -> begun.put(cem.toString(), OptionalLong.empty()));
        }
    }

    private final MemoryTables tables;

    MemoryMoves(MemoryTables tables) {
        this.tables = tables;
    }

    long start(NewMove move) {
        LongStream ofMoves = tables.moves.values().stream()
                .filter(each -> each.move.dsrsp().equals(move.dsrsp()))
                .mapToLong(each -> each.version);
        LongStream ofCems = tables.states.entrySet().stream()
                .filter(each -> each.getKey().dsrsp().equals(move.dsrsp()))
                .mapToLong(each -> each.getValue().configuration().known());
        long known = LongStream.concat(ofMoves, ofCems).max().orElse(0);
        long number = tables.moves.isEmpty() ? 1 : tables.moves.lastKey() + 1;
        tables.moves.put(number, new Moved(move, Math.max(move.target().version(), known + 1)));
        return number;
    }

    List<Move> all() {
        return tables.moves.descendingKeySet().stream()
                .flatMap(number -> move(number).stream())
                .toList();
    }

    Optional<Move> move(long number) {
        return Optional.ofNullable(tables.moves.get(number)).map(moved -> {
            List<MovedCem> cems = cems(number, Optional.empty(), Integer.MAX_VALUE);
            return new Move(
                    number,
                    moved.move.dsrsp(),
                    target(moved),
                    moved.move.perMinute(),
                    moved.stopped,
                    moved.move.atMillis(),
                    count(cems, MovedCem.Progress.TO_DO),
                    count(cems, MovedCem.Progress.PENDING),
                    count(cems, MovedCem.Progress.DONE),
                    count(cems, MovedCem.Progress.FAILED));
        });
    }

    private static long count(List<MovedCem> cems, MovedCem.Progress progress) {
        return cems.stream().filter(cem -> cem.progress() == progress).count();
    }

    private static LinkConfiguration target(Moved moved) {
        LinkConfiguration wanted = moved.move.target();
        return new LinkConfiguration(
                moved.version,
                wanted.endpoints(),
                wanted.gateway(),
                wanted.issuer(),
                wanted.timeMillis(),
                wanted.certificate(),
                wanted.notBeforeMillis(),
                wanted.notAfterMillis(),
                wanted.timers());
    }

    boolean stop(long number) {
        Moved moved = tables.moves.get(number);
        if (moved != null) {
            moved.stopped = true;
        }
        return moved != null;
    }

    List<Long> open() {
        return tables.moves.entrySet().stream()
                .filter(each -> !each.getValue().stopped
                        && each.getValue().begun.values().stream().anyMatch(OptionalLong::isEmpty))
                .map(Map.Entry::getKey)
                .toList();
    }

    List<CemKey> begin(long number, long nowMillis, int most) {
        Moved moved = tables.moves.get(number);
        List<CemKey> next = new ArrayList<>();
        if (moved == null || moved.stopped) {
            return next;
        }
        long lately = moved.begun.values().stream()
                .filter(at -> at.isPresent() && at.getAsLong() > nowMillis - 60_000)
                .count();
        long room = Math.min(most, moved.move.perMinute() - lately);
        for (Map.Entry<String, OptionalLong> each : moved.begun.entrySet()) {
            if (each.getValue().isEmpty() && next.size() < room) {
                each.setValue(OptionalLong.of(nowMillis));
                next.add(new CemKey(moved.move.dsrsp(), EntityIdentifier.parse(each.getKey())));
            }
        }
        return next;
    }

    List<CemKey> turnsOf(String node, long afterMillis) {
        return tables.owners.entrySet().stream()
                .filter(each ->
                        each.getValue().node().equals(node) && each.getValue().linked())
                .map(Map.Entry::getKey)
                .filter(key -> tables.moves.values().stream().anyMatch(moved -> isTurn(moved, key, afterMillis)))
                .sorted(Comparator.comparing((CemKey key) -> key.dsrsp().toString())
                        .thenComparing(key -> key.cem().toString()))
                .toList();
    }

    private boolean isTurn(Moved moved, CemKey key, long afterMillis) {
        OptionalLong begun = moved.begun.getOrDefault(key.cem().toString(), OptionalLong.empty());
        return moved.move.dsrsp().equals(key.dsrsp())
                && begun.isPresent()
                && begun.getAsLong() > afterMillis
                && tables.state(key).configuration().known() < moved.version;
    }

    List<MovedCem> cems(long number, Optional<EntityIdentifier> after, int most) {
        Moved moved = tables.moves.get(number);
        if (moved == null) {
            return List.of();
        }
        String from = after.map(EntityIdentifier::toString).orElse("");
        return moved.begun.entrySet().stream()
                .filter(each -> each.getKey().compareTo(from) > 0)
                .limit(most)
                .map(each -> cem(moved, EntityIdentifier.parse(each.getKey()), each.getValue()))
                .toList();
    }

    private MovedCem cem(Moved moved, EntityIdentifier cem, OptionalLong begun) {
        ConfigurationState state =
                tables.state(new CemKey(moved.move.dsrsp(), cem)).configuration();
        if (begun.isEmpty()) {
            return new MovedCem(cem, MovedCem.Progress.TO_DO, "", begun);
        }
        if (state.confirmed() >= moved.version) {
            return new MovedCem(cem, MovedCem.Progress.DONE, "", begun);
        }
        return state.failed() >= moved.version
                ? new MovedCem(cem, MovedCem.Progress.FAILED, state.reason(), begun)
                : new MovedCem(cem, MovedCem.Progress.PENDING, "", begun);
    }

    Optional<LinkConfiguration> target(CemKey key) {
        return tables.moves.values().stream()
                .filter(each -> each.move.dsrsp().equals(key.dsrsp())
                        && Optional.ofNullable(each.begun.get(key.cem().toString()))
                                .filter(OptionalLong::isPresent)
                                .isPresent())
                .max(Comparator.comparingLong(each -> each.version))
                .map(MemoryMoves::target);
    }
}
