package uk.route2b.prove.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.route2b.protocol.octets.Octets;

/** Every saved input of every fuzzed parser, within its bounds of time and memory; {@code prove fuzz} finds more. */
class SavedInputsTest {
    @TempDir
    Path folder;

    static Stream<String> targets() {
        return FuzzTargets.all().stream().map(FuzzTarget::name);
    }

    @ParameterizedTest
    @MethodSource("targets")
    void areBorne(String name) {
        FuzzTarget target = FuzzTargets.named(name).orElseThrow();
        List<Octets> inputs = SavedInputs.of(name);
        assertThat(inputs).isNotEmpty();
        long taken = inputs.stream()
                .filter(input -> Bounds.USUAL.watch(target, input))
                .count();
        System.out.println("fuzz: " + name + ", " + inputs.size() + " inputs, " + taken + " of them taken");
    }

    /** Also every beginning of each, and each with one octet turned over. */
    @ParameterizedTest
    @MethodSource("targets")
    void areBorneCutShortAndDamaged(String name) {
        FuzzTarget target = FuzzTargets.named(name).orElseThrow();
        for (Octets input : SavedInputs.of(name)) {
            int step = 1 + input.size() / 64;
            for (int at = 0; at < input.size(); at += step) {
                Bounds.USUAL.watch(target, input.slice(0, at));
                byte[] damaged = input.toArray();
                damaged[at] ^= (byte) 0xFF;
                Bounds.USUAL.watch(target, Octets.of(damaged));
            }
        }
    }

    @Test
    void aPlantedFaultIsFound() {
        FuzzTarget planted = FuzzTargets.named("planted").orElseThrow();
        assertThat(Bounds.USUAL.watch(planted, Octets.ofText("R2\u0001x"))).isTrue();
        assertThatThrownBy(() -> Bounds.USUAL.watch(planted, Octets.ofText("R2\u0009x")))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void whatTakesTooMuchOrTooLongIsFound() {
        FuzzTarget greedy =
                new Reading(input -> assertThat(new byte[3 * 1024 * 1024]).isNotNull());
        assertThatThrownBy(() -> Bounds.USUAL.watch(greedy, Octets.EMPTY)).isInstanceOf(Finding.class);
        Bounds noTime = new Bounds(Duration.ZERO, 0, Integer.MAX_VALUE, 0);
        assertThatThrownBy(() -> noTime.watch(new Reading(input -> {}), Octets.EMPTY))
                .isInstanceOf(Finding.class);
    }

    /**
     * What Jazzer allocates grows with how often it follows a reading; what a parser takes too much of is still found.
     */
    @Test
    void aSearchBearsMoreOfATargetThatReadsOften() {
        FuzzTarget often = FuzzTargets.named("openadr-forms").orElseThrow();
        assertThat(often.readings()).isGreaterThan(1);
        int once = Bounds.SEARCH.octetsAlways();
        int further = (often.readings() - 1) * Bounds.SEARCH.octetsReading();
        assertThat(Bounds.SEARCH.watch(new Taking(once + further - 4_096, often), Octets.EMPTY))
                .isTrue();
        assertThatThrownBy(() -> Bounds.SEARCH.watch(new Taking(once + further + 1, often), Octets.EMPTY))
                .isInstanceOf(Finding.class);
        FuzzTarget usual = FuzzTargets.named("openadr").orElseThrow();
        assertThatThrownBy(() -> Bounds.SEARCH.watch(new Taking(once + 1, usual), Octets.EMPTY))
                .isInstanceOf(Finding.class);
        assertThatThrownBy(() -> Bounds.USUAL.watch(new Taking(3 * 1024 * 1024, often), Octets.EMPTY))
                .isInstanceOf(Finding.class);
    }

    /** Allocates so much at each reading, and says that it reads as often as another one. */
    private record Taking(int octets, FuzzTarget like) implements FuzzTarget {
        @Override
        public String name() {
            return "taking";
        }

        @Override
        public void read(Octets input) {
            assertThat(new byte[octets]).isNotNull();
        }

        @Override
        public int readings() {
            return like.readings();
        }
    }

    @Test
    void aFileOfInputsHoldsEachOnceShortestFirst() throws Exception {
        Path file = folder.resolve("some.txt");
        SavedInputs.pack(List.of(Octets.ofText("long"), Octets.ofText("a"), Octets.ofText("a")), file);
        assertThat(file).hasContent("YQ==\nbG9uZw==\n");
    }

    private record Reading(java.util.function.Consumer<Octets> reader) implements FuzzTarget {
        @Override
        public String name() {
            return "reading";
        }

        @Override
        public void read(Octets input) {
            reader.accept(input);
        }
    }
}
