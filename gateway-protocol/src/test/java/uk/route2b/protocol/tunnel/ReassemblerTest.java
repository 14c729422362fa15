package uk.route2b.protocol.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.specimen.Chance;

class ReassemblerTest {
    private static final Octets OCTETS = new Chance(1).octets(230);
    private static final List<Fragment> FRAGMENTS = FragmentSplitter.split(OCTETS, Direction.DOWN, 5);
    private final Reassembler reassembler = new Reassembler(Direction.DOWN, TunnelLimits.DEFAULT);

    private Offered offer(Fragment fragment) {
        return reassembler.offer(fragment.text(), 0);
    }

    private static Fragment fragment(FragmentOrigin origin, boolean last, int index, int characters) {
        ControlBits bits = new ControlBits(origin, false, true, last);
        return new Fragment(new FragmentHeader(bits, index, 5), "A".repeat(characters));
    }

    @ParameterizedTest(name = "{4}")
    @CsvSource({
        "CEM,   true,  0,    10,  origin",
        "DSRSP, true,  0,    107, slice-too-long",
        "DSRSP, false, 0,    107, slice-too-long",
        "DSRSP, false, 0,    105, slice-not-full",
        "DSRSP, false, 2047, 106, nothing-can-follow"
    })
    void whatBreaksARuleOfTheTunnelIsIgnored(FragmentOrigin origin, boolean last, int index, int size, String reason) {
        assertThat(offer(fragment(origin, last, index, size))).isEqualTo(new Offered.Ignored(reason));
        assertThat(reassembler.openMessages()).isZero();
    }

    @Test
    void theSameFragmentAgainChangesNothing() {
        assertThat(offer(FRAGMENTS.get(0))).isEqualTo(new Offered.Kept(5));
        int characters = reassembler.characters();
        assertThat(offer(FRAGMENTS.get(0))).isEqualTo(new Offered.Known(5));
        assertThat(reassembler.characters()).isEqualTo(characters).isEqualTo(110);
    }

    @Test
    void aLaterDifferentTextReplacesTheEarlierOne() {
        Octets old = new Chance(2).octets(230);
        offer(FragmentSplitter.split(old, Direction.DOWN, 5).get(1));
        offer(FRAGMENTS.get(0));
        offer(FRAGMENTS.get(1));
        assertThat(offer(FRAGMENTS.get(2)))
                .isEqualTo(FRAGMENTS.size() == 3 ? new Offered.Candidate(5, false, true, OCTETS) : new Offered.Kept(5));
    }

    @Test
    void aSetThatDoesNotVerifyStaysOpenAndIsTriedAgainAtEachChange() {
        List<Fragment> old = FragmentSplitter.split(new Chance(2).octets(230), Direction.DOWN, 5);
        offer(FRAGMENTS.get(0));
        offer(old.get(1));
        for (int index = 2; index < FRAGMENTS.size(); index++) {
            offer(FRAGMENTS.get(index));
        }
        assertThat(reassembler.openMessages()).isEqualTo(1);
        assertThat(offer(FRAGMENTS.get(1))).isEqualTo(new Offered.Candidate(5, false, true, OCTETS));
        reassembler.close(new Offered.Candidate(5, false, true, OCTETS));
        assertThat(reassembler.openMessages()).isZero();
        assertThat(reassembler.characters()).isZero();
    }

    @Test
    void whatLiesAboveTheLowestLastIsNoPartOfTheMessage() {
        offer(fragment(FragmentOrigin.DSRSP, true, 9, 4));
        assertThat(offer(fragment(FragmentOrigin.DSRSP, true, 0, 4)))
                .isEqualTo(new Offered.Candidate(5, false, true, Octets.ofHex("000000")));
    }

    @Test
    void missingNamesWhatHasNotComeAndOneAboveTheHighestWhileTheLastIsUnknown() {
        offer(fragment(FragmentOrigin.DSRSP, false, 2, 106));
        assertThat(reassembler.missing()).isEqualTo(Map.of(5, List.of(0, 1, 3)));
        offer(fragment(FragmentOrigin.DSRSP, true, 4, 1));
        assertThat(reassembler.missing()).isEqualTo(Map.of(5, List.of(0, 1, 3)));
        offer(fragment(FragmentOrigin.DSRSP, false, 3, 106));
        assertThat(reassembler.missing()).isEqualTo(Map.of(5, List.of(0, 1)));
    }

    @Test
    void missingNeverNamesAnIndexThatCannotExist() {
        offer(fragment(FragmentOrigin.DSRSP, false, 2046, 106));
        offer(fragment(FragmentOrigin.DSRSP, false, 2047, 106));
        assertThat(reassembler.missing().get(5))
                .hasSize(2047)
                .contains(0, 2045, 2047)
                .doesNotContain(2046, 2048);
    }

    @Test
    void aReplayUnderTheSameIdHidesNothingThatIsMissing() {
        offer(FRAGMENTS.get(0));
        ControlBits compressed = new ControlBits(FragmentOrigin.DSRSP, true, true, true);
        offer(new Fragment(new FragmentHeader(compressed, 1, 5), "AAAA"));
        assertThat(reassembler.missing()).isEqualTo(Map.of(5, List.of(0, 1)));
        assertThat(reassembler.openMessages()).isEqualTo(2);
    }

    @Test
    void theMessageThatChangedLastStandsAtTheEndOfMissing() {
        for (int id : new int[] {1, 2, 3}) {
            offer(FragmentSplitter.split(OCTETS, Direction.DOWN, id).get(0));
        }
        offer(FragmentSplitter.split(OCTETS, Direction.DOWN, 1).get(1));
        assertThat(reassembler.missing().keySet()).containsExactly(2, 3, 1);
    }

    @Test
    void theOldestOfFiveOpenMessagesGoes() {
        for (int id = 0; id < 5; id++) {
            offer(FragmentSplitter.split(OCTETS, Direction.DOWN, id).get(0));
        }
        assertThat(reassembler.missing().keySet()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void anOpenMessageGoesWhenNothingNewHasComeForItsAge() {
        TunnelLimits limits = new TunnelLimits(4, 1000, 1000, Duration.ofMinutes(1));
        Reassembler aging = new Reassembler(Direction.DOWN, limits);
        aging.offer(FRAGMENTS.get(0).text(), 0);
        aging.offer(FRAGMENTS.get(0).text(), 60_000);
        assertThat(aging.openMessages()).isEqualTo(1);
        aging.offer("ordinary text", 60_001);
        assertThat(aging.openMessages()).as("a repeat does not keep it young").isZero();
    }

    @Test
    void aMessageThatInflatesBeyondItsLimitIsNoCandidate() {
        TunnelLimits limits = new TunnelLimits(4, 100_000, 999, Duration.ofMinutes(1));
        Reassembler small = new Reassembler(Direction.UP, limits);
        Fragment bomb = FragmentSplitter.split(Octets.of(new byte[1000]), Direction.UP, 0)
                .get(0);
        assertThat(small.offer(bomb.text(), 0)).isEqualTo(new Offered.Kept(0));
        Fragment whole = FragmentSplitter.split(Octets.of(new byte[999]), Direction.UP, 0)
                .get(0);
        assertThat(small.offer(whole.text(), 0)).isInstanceOf(Offered.Candidate.class);
    }
}
