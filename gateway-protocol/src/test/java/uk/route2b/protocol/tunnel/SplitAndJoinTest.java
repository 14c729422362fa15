package uk.route2b.protocol.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.route2b.protocol.specimen.Malformed.refuses;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.specimen.Chance;

class SplitAndJoinTest {
    private static int ceiling(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Direction.class)
    void theNumberOfFragmentsIsThatOfTheFormulaAndAllSlicesButTheLastAreFull(Direction direction) {
        Chance chance = new Chance(1);
        int slice = direction == Direction.DOWN ? 106 : 1058;
        assertThat(direction.sliceCharacters()).isEqualTo(slice);
        for (int size = 1; size < 2500; size += chance.between(1, 5)) {
            Octets octets = chance.octets(size);
            List<Fragment> fragments = FragmentSplitter.split(octets, direction, size % 256);
            assertThat(fragments).hasSize(ceiling(ceiling(4 * size, 3), slice));
            assertThat(TunnelMessage.fragments(octets, direction)).isEqualTo(fragments.size());
            checkShape(fragments, direction, slice);
        }
    }

    private static void checkShape(List<Fragment> fragments, Direction direction, int slice) {
        for (int index = 0; index < fragments.size(); index++) {
            Fragment fragment = fragments.get(index);
            boolean last = index == fragments.size() - 1;
            assertThat(fragment.header().index()).isEqualTo(index);
            assertThat(fragment.header().bits().last()).isEqualTo(last);
            assertThat(fragment.header().bits().origin()).isEqualTo(direction.origin());
            assertThat(fragment.header().bits().base64()).isTrue();
            assertThat(fragment.slice().length()).isBetween(last ? 1 : slice, slice);
            assertThat(fragment.text().length()).isLessThanOrEqualTo(direction.characters());
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Direction.class)
    void whatIsSplitIsJoinedAgain(Direction direction) {
        Chance chance = new Chance(2);
        boolean compressed = false;
        boolean plain = false;
        for (int round = 0; round < 300; round++) {
            int size = chance.between(1, 4000);
            Octets octets = chance.once(2) ? chance.octets(size) : chance.repetitive(size);
            Reassembler reassembler = new Reassembler(direction, TunnelLimits.DEFAULT);
            List<Fragment> fragments = FragmentSplitter.split(octets, direction, round % 256);
            Offered offered = new Offered.Ignored("nothing offered");
            for (Fragment fragment : fragments) {
                assertThat(offered).isNotInstanceOf(Offered.Candidate.class);
                offered = reassembler.offer(fragment.text(), 0);
            }
            compressed |= fragments.get(0).header().bits().compressed();
            plain |= !fragments.get(0).header().bits().compressed();
            assertThat(offered)
                    .isEqualTo(new Offered.Candidate(
                            round % 256, fragments.get(0).header().bits().compressed(), true, octets));
        }
        assertThat(compressed && plain).isTrue();
    }

    @Test
    void zlibIsUsedOnlyIfThatIsShorter() throws MalformedException {
        assertThat(TunnelMessage.of(new Chance(1).octets(300)).compressed()).isFalse();
        TunnelMessage small = TunnelMessage.of(new Chance(1).repetitive(300));
        assertThat(small.compressed()).isTrue();
        assertThat(small.octets(300)).isEqualTo(new Chance(1).repetitive(300));
        refuses(Malformation.INFLATED_TOO_LONG, -1, () -> small.octets(299));
    }

    @Test
    void aMessageOf2048FragmentsFitsAndOneMoreDoesNot() {
        Octets most = new Chance(3).octets(2048 * 106 * 3 / 4);
        assertThat(FragmentSplitter.split(most, Direction.DOWN, 0)).hasSize(2048);
        Octets more = new Chance(3).octets(2048 * 106 * 3 / 4 + 1);
        assertThatThrownBy(() -> FragmentSplitter.split(more, Direction.DOWN, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2049");
    }

    @Test
    void nothingAtAllTakesOneFragment() {
        assertThat(Direction.DOWN.fragmentsFor(0)).isEqualTo(1);
        assertThat(Direction.UP.fragmentsFor(1058)).isEqualTo(1);
        assertThat(Direction.UP.fragmentsFor(1059)).isEqualTo(2);
    }

    @Test
    void plainTextIsReadButSaysSo() {
        TunnelMessage plain = new TunnelMessage(false, false, "Ring 0800 1234");
        List<Fragment> fragments = FragmentSplitter.split(plain, Direction.DOWN, FragmentOrigin.DSRSP, 7);
        assertThat(fragments).hasSize(1);
        Reassembler reassembler = new Reassembler(Direction.DOWN, TunnelLimits.DEFAULT);
        assertThat(reassembler.offer(fragments.get(0).text(), 0))
                .isEqualTo(new Offered.Candidate(7, false, false, Octets.ofText("Ring 0800 1234")));
    }

    @Test
    void eachRunOfOctetsHasExactlyOneText() throws MalformedException {
        assertThat(TunnelBase64.decode("QUI")).isEqualTo(Octets.ofText("AB"));
        for (String other : new String[] {"QUI=", "QUJ", "QU I", "QU-_", "Q", "QUI\n", "QUIé"}) {
            refuses(Malformation.BASE64, -1, () -> TunnelBase64.decode(other));
        }
        for (int size = 0; size < 200; size++) {
            Octets octets = new Chance(size).octets(size);
            assertThat(TunnelBase64.encode(octets)).hasSize(TunnelBase64.charactersFor(size));
            assertThat(TunnelBase64.decode(TunnelBase64.encode(octets))).isEqualTo(octets);
        }
    }
}
