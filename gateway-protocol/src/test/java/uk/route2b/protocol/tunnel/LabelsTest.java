package uk.route2b.protocol.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.specimen.Chance;

class LabelsTest {
    @Test
    void aTextOfAnyLengthIsSpreadOverFiveFullLabelsAndComesBack() {
        for (int size = 1; size <= 110; size++) {
            String text = "x".repeat(size - 1) + "y";
            Labels labels = Labels.of(text);
            assertThat(labels.texts()).hasSize(5).allMatch(label -> label.length() == 22);
            assertThat(String.join("", labels.texts())).isEqualTo(text + "=".repeat(110 - size));
            assertThat(labels.text()).contains(text);
        }
    }

    @Test
    void idleLabelsCarryNoText() {
        assertThat(Labels.IDLE.text()).isEmpty();
        assertThat(Labels.IDLE.texts()).containsOnly("=".repeat(22));
    }

    @Test
    void anythingButFiveLabelsOfTwentyTwoIsRefused() {
        assertThatThrownBy(() -> Labels.of("x".repeat(111))).isInstanceOf(IllegalArgumentException.class);
        List<String> four = List.of("x".repeat(22), "x".repeat(22), "x".repeat(22), "x".repeat(22));
        assertThatThrownBy(() -> new Labels(four)).isInstanceOf(IllegalArgumentException.class);
        List<String> shorter = new ArrayList<>(four);
        shorter.add("x".repeat(21));
        assertThatThrownBy(() -> new Labels(shorter)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tornLabelsNeverGiveTheMessageAndTheWholeOnesDo() {
        Chance chance = new Chance(4);
        Octets octets = chance.octets(200);
        List<Fragment> fragments = FragmentSplitter.split(octets, Direction.DOWN, 1);
        Reassembler reassembler = new Reassembler(Direction.DOWN, TunnelLimits.DEFAULT);
        for (int torn = 1; torn < Labels.COUNT; torn++) {
            List<String> texts =
                    new ArrayList<>(Labels.of(fragments.get(0).text()).texts().subList(0, torn));
            texts.addAll(Labels.of(fragments.get(1).text()).texts().subList(torn, Labels.COUNT));
            new Labels(texts)
                    .text()
                    .ifPresent(text -> assertThat(reassembler.offer(text, 0)).isNotInstanceOf(Offered.Candidate.class));
        }
        Offered offered = new Offered.Ignored("nothing offered");
        for (Fragment fragment : fragments) {
            offered = reassembler.offer(Labels.of(fragment.text()).text().orElseThrow(), 0);
        }
        assertThat(offered).isEqualTo(new Offered.Candidate(1, false, true, octets));
    }
}
