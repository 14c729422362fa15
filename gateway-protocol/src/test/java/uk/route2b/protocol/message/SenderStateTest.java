package uk.route2b.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.specimen.Chance;

/** The sender's counters and window against a model that keeps every message it ever signed. */
class SenderStateTest {
    private static final int SEQUENCES = 400;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void countersStrictlyRiseAndTheWindowIsSixtyFourFromTheLowestUnanswered(long seed) {
        Chance chance = new Chance(seed);
        for (int sequence = 0; sequence < SEQUENCES; sequence++) {
            run(chance, chance.oneOf(List.of(0L, 1_795_464_000_000L, Long.MAX_VALUE - 50, -100_000L)));
        }
    }

    private static void run(Chance chance, long start) {
        SenderState state = SenderState.FRESH.raiseAbove(start);
        NavigableMap<Long, Boolean> answered = new TreeMap<>(Long::compareUnsigned);
        long now = start;
        for (int step = 0; step < 120; step++) {
            now += chance.below(3);
            long last = state.last();
            long next = state.next(now);
            boolean holds = next == (Long.compareUnsigned(last + 1, now) >= 0 ? last + 1 : now);
            if (!holds || Long.compareUnsigned(next, last) <= 0) {
                fail("after %d at %d came %d", last, now, next);
            }
            state = step(chance, state, answered, next);
            if (step % 10 == 9) {
                check(state, answered);
            }
        }
    }

    private static SenderState step(Chance chance, SenderState state, NavigableMap<Long, Boolean> answered, long next) {
        if (chance.once(12)) {
            return state.used(next);
        }
        if (state.window().isOpen() && !chance.once(3)) {
            answered.put(next, false);
            return state.signed(next);
        }
        if (answered.isEmpty()) {
            return state;
        }
        long settled = chance.oneOf(List.copyOf(answered.keySet()));
        answered.put(settled, true);
        return state.settled(settled);
    }

    private static void check(SenderState state, NavigableMap<Long, Boolean> answered) {
        SendWindow window = state.window();
        List<Long> waiting = answered.entrySet().stream()
                .filter(entry -> !entry.getValue())
                .map(Map.Entry::getKey)
                .toList();
        int size = waiting.isEmpty() ? 0 : answered.tailMap(waiting.get(0)).size();
        assertThat(window.size()).isEqualTo(size).isLessThanOrEqualTo(CounterMemory.SIZE);
        assertThat(window.isOpen()).isEqualTo(size < CounterMemory.SIZE);
        assertThat(window.lowestUnanswered().isPresent()).isEqualTo(!waiting.isEmpty());
        assertThat(state.floor()).isEqualTo(waiting.isEmpty() ? state.last() : waiting.get(0) - 1);
        Set<Long> signed = waiting.isEmpty()
                ? Set.of()
                : Set.copyOf(answered.tailMap(waiting.get(0)).keySet());
        SendWindow restored = SendWindow.restore(signed, new HashSet<>(waiting));
        for (long counter : answered.keySet()) {
            assertThat(window.isOutstanding(counter)).isEqualTo(waiting.contains(counter));
            assertThat(restored.isOutstanding(counter)).isEqualTo(waiting.contains(counter));
        }
        assertThat(restored.size()).isEqualTo(window.size());
        assertThat(restored.lowestUnanswered()).isEqualTo(window.lowestUnanswered());
    }

    @Test
    void theSixtyFifthUnansweredIsOurBug() {
        SenderState state = SenderState.FRESH;
        for (long counter = 1; counter <= 64; counter++) {
            state = state.signed(counter);
        }
        SenderState full = state;
        assertThat(full.window().isOpen()).isFalse();
        assertThatThrownBy(() -> full.signed(65)).isInstanceOf(IllegalStateException.class);
        assertThat(full.settled(2).window().isOpen())
                .as("the lowest still waits")
                .isFalse();
        assertThat(full.settled(1).window().isOpen()).isTrue();
    }

    @Test
    void aReceiverWithTheSameWindowNeverForgetsWhatIsStillUnanswered() {
        SenderState sender = SenderState.FRESH;
        CounterMemory memory = CounterMemory.withFloor(0);
        Chance chance = new Chance(9);
        for (int step = 0; step < 5000; step++) {
            if (sender.window().isOpen()) {
                long counter = sender.next(0);
                sender = sender.signed(counter);
                assertThat(memory.isWindowFull()).isFalse();
                memory = memory.accept(counter, Octets.ofText("x").sha256());
            }
            long lowest = sender.window().lowestUnanswered().orElseThrow();
            long answered = lowest + chance.below(8);
            if (sender.window().isOutstanding(answered)) {
                memory = memory.answered(answered, Octets.EMPTY);
                sender = sender.settled(answered);
            }
        }
        assertThat(sender.last()).isGreaterThan(1000);
    }

    @Test
    void raisingAboveWhatTheOtherAcceptedNeverLowers() {
        SenderState state = SenderState.FRESH.used(10);
        assertThat(state.raiseAbove(9)).isSameAs(state);
        assertThat(state.raiseAbove(10)).isSameAs(state);
        assertThat(state.raiseAbove(11).next(0)).isEqualTo(12);
        assertThat(state.raiseAbove(-2L).next(5)).isEqualTo(-1L);
    }

    @Test
    void afterTheLastCounterOfSixtyFourBitsThereIsNone() {
        SenderState state = SenderState.FRESH.raiseAbove(-1L);
        assertThatThrownBy(() -> state.next(1_795_464_000_000L)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void settlingWhatWasNeverSignedChangesNothing() {
        SenderState state = SenderState.FRESH.signed(5);
        assertThat(state.settled(4).window()).isSameAs(state.window());
        assertThat(state.window().isOutstanding(4)).isFalse();
    }
}
