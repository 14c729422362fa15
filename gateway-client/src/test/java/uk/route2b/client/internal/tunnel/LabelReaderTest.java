package uk.route2b.client.internal.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.route2b.client.testing.FakeMeter;
import uk.route2b.protocol.tunnel.Labels;

class LabelReaderTest {
    private final FakeMeter meter = new FakeMeter();
    private final LabelReader reader = new LabelReader(meter);

    private static Labels mixed(Labels first, Labels second, int from) {
        List<String> texts = new ArrayList<>(first.texts().subList(0, from));
        texts.addAll(second.texts().subList(from, Labels.COUNT));
        return new Labels(texts);
    }

    @Test
    void twoReadingsThatAgreeAreEnough() throws Exception {
        meter.show("TEXT");
        assertThat(reader.read()).contains(Labels.of("TEXT"));
        assertThat(meter.readings()).isEqualTo(2);
    }

    @Test
    void aTornReadingIsReadAgain() throws Exception {
        Labels old = Labels.of("A".repeat(110));
        Labels fresh = Labels.of("B".repeat(110));
        meter.torn(old, mixed(fresh, old, 2), mixed(fresh, old, 4));
        meter.show(fresh);
        assertThat(reader.read()).contains(fresh);
        assertThat(meter.readings()).isEqualTo(5);
    }

    @Test
    void labelsThatNeverSettleAreLeftForTheNextInterval() throws Exception {
        meter.torn(Labels.of("1"), Labels.of("2"), Labels.of("3"), Labels.of("4"), Labels.of("5"), Labels.of("6"));
        assertThat(reader.read()).isEmpty();
    }
}
