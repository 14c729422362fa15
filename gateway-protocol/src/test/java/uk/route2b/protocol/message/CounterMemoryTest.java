package uk.route2b.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.specimen.Chance;

/** The receiver's memory against a model that remembers everything. */
class CounterMemoryTest {
    private static final Octets DIGEST = Octets.ofText("digest").sha256();
    private static final int SEQUENCES = 500;

    @Test
    void whatIsSpentIsNeitherNewNorRememberedAndTheNextOneIs() {
        CounterMemory memory = CounterMemory.withFloor(10);
        assertThat(memory.spent()).isEqualTo(10);
        memory = memory.accept(20, DIGEST);
        assertThat(memory.spent()).isEqualTo(10);
        memory = memory.raiseFloor(30);
        assertThat(memory.spent()).isEqualTo(19);
        for (long counter = 100; counter < 164; counter++) {
            memory = memory.accept(counter, DIGEST);
        }
        assertThat(memory.spent()).isEqualTo(99);
        assertThat(memory.find(100)).isPresent();
        assertThat(memory.isNew(99)).isFalse();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void noCounterIsEverAcceptedTwiceAndTheFloorNeverFalls(long seed) {
        Chance chance = new Chance(seed);
        for (int sequence = 0; sequence < SEQUENCES; sequence++) {
            // near zero, across the sign bit of 64 bits, and up to the last counter there is
            long base = chance.oneOf(List.of(0L, 1_795_464_000_000L, Long.MAX_VALUE - 100, -400L));
            run(chance, base);
        }
    }

    private static void run(Chance chance, long base) {
        CounterMemory memory = CounterMemory.withFloor(base);
        Set<Long> ever = new HashSet<>();
        NavigableSet<Long> all = new TreeSet<>(Long::compareUnsigned);
        long floor = base;
        for (int step = 0; step < 150; step++) {
            long counter = base + 1 + chance.below(250);
            boolean declares = chance.once(25);
            CounterMemory after = declares ? memory.raiseFloor(counter - 1) : memory;
            floor = declares && Long.compareUnsigned(counter - 1, floor) > 0 ? counter - 1 : floor;
            if (after.isNew(counter)) {
                if (!ever.add(counter)) {
                    fail("counter %d was new a second time", counter);
                }
                all.add(counter);
                after = after.accept(counter, DIGEST);
                after = chance.once(2) ? after.answered(counter, DIGEST) : after;
            }
            floor = all.size() >= CounterMemory.SIZE ? max(floor, oldestOf64(all)) : floor;
            if (after.floor() != floor || Long.compareUnsigned(after.floor(), memory.floor()) < 0) {
                fail("the floor went from %d to %d", memory.floor(), after.floor());
            }
            if (step % 10 == 9) {
                check(after, all, floor);
            }
            memory = after;
        }
    }

    private static long oldestOf64(NavigableSet<Long> all) {
        List<Long> counters = new ArrayList<>(all);
        return counters.get(counters.size() - CounterMemory.SIZE);
    }

    private static long max(long one, long other) {
        return Long.compareUnsigned(one, other) >= 0 ? one : other;
    }

    private static void check(CounterMemory after, NavigableSet<Long> all, long floor) {
        assertThat(after.messages()).hasSizeLessThanOrEqualTo(CounterMemory.SIZE);
        List<Long> expected = new ArrayList<>(all).subList(Math.max(0, all.size() - CounterMemory.SIZE), all.size());
        assertThat(after.messages()).extracting(RememberedMessage::counter).containsExactlyElementsOf(expected);
        assertThat(after.highestAccepted()).isEqualTo(all.isEmpty() ? floor : max(floor, all.last()));
        CounterMemory restored = CounterMemory.restore(after.floor(), List.copyOf(after.messages()));
        assertThat(restored.floor()).isEqualTo(after.floor());
        assertThat(restored.messages()).containsExactlyElementsOf(after.messages());
        assertThat(restored.isWindowFull()).isEqualTo(after.isWindowFull());
    }

    @Test
    void acceptingWhatIsNotNewIsOurBug() {
        CounterMemory memory = CounterMemory.withFloor(10).accept(11, DIGEST);
        assertThatThrownBy(() -> memory.accept(11, DIGEST)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> memory.accept(10, DIGEST)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void answeringTwiceOrWhatIsNotRememberedIsOurBug() {
        CounterMemory memory = CounterMemory.withFloor(10).accept(11, DIGEST).answered(11, DIGEST);
        assertThatThrownBy(() -> memory.answered(11, DIGEST))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("answered already");
        assertThatThrownBy(() -> memory.answered(12, DIGEST)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aMemoryDoesNotChangeWhenANewOneIsMadeOfIt() {
        CounterMemory memory = CounterMemory.withFloor(10);
        memory.accept(11, DIGEST);
        memory.raiseFloor(99);
        assertThat(memory.messages()).isEmpty();
        assertThat(memory.floor()).isEqualTo(10);
        assertThatThrownBy(() -> memory.messages().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void counterArithmeticIsUnsigned() {
        CounterMemory memory = CounterMemory.withFloor(Long.MAX_VALUE);
        assertThat(memory.isNew(Long.MIN_VALUE)).isTrue();
        assertThat(memory.isNew(Long.MAX_VALUE)).isFalse();
        assertThat(memory.isNew(-1L)).isTrue();
        assertThat(CounterMemory.withFloor(-1L).isNew(0)).isFalse();
        assertThat(CounterMemory.withFloor(-1L).isNew(-1L)).isFalse();
        assertThat(memory.accept(-1L, DIGEST).highestAccepted()).isEqualTo(-1L);
    }

    @Test
    void aTooLongListFromStorageIsCutToTheNewestSixtyFour() {
        List<RememberedMessage> messages = new ArrayList<>();
        for (long counter = 1; counter <= 70; counter++) {
            messages.add(RememberedMessage.unanswered(counter, DIGEST));
        }
        CounterMemory memory = CounterMemory.restore(0, messages);
        assertThat(memory.messages()).hasSize(64);
        assertThat(memory.floor()).isEqualTo(7);
    }

    @Test
    void linkControlHasItsOwnCounterAndOnlyRises() {
        ReceiverState state = ReceiverState.withFloor(10).acceptLinkControl(12);
        assertThat(state.highestAccepted()).isEqualTo(12);
        assertThat(state.memory().highestAccepted()).isEqualTo(10);
        assertThatThrownBy(() -> state.acceptLinkControl(12)).isInstanceOf(IllegalStateException.class);
        assertThat(state.accept(11, DIGEST).highestAccepted()).isEqualTo(12);
        assertThat(state.accept(13, DIGEST).highestAccepted()).isEqualTo(13);
        assertThat(state.acceptLinkControl(-1L).highestAccepted()).isEqualTo(-1L);
    }

    @Test
    void farAheadIsUnsignedToo() {
        long day = 86_400_000L;
        assertThat(TrustedTime.NONE.isFarAhead(Long.MIN_VALUE, Long.MAX_VALUE)).isFalse();
        assertThat(TrustedTime.NONE.isFarAhead(-1L, -1L - day)).isFalse();
        assertThat(TrustedTime.NONE.isFarAhead(-1L, -2L - day)).isTrue();
        assertThat(TrustedTime.of(day).isFarAhead(-1L, 0)).isTrue();
        assertThat(TrustedTime.of(day).isFarAhead(day, -1L)).isFalse();
    }
}
