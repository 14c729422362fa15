package uk.route2b.simulator.metersystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {
    private static final String LINE = "abcdefghijklmnopqrstuv";

    @Test
    void aNewMeterShowsFill() {
        assertThat(Labels.BLANK.text()).isEqualTo("======================\n".repeat(5));
    }

    @Test
    void blanksAtTheEndsOfALabelStay() {
        String text = (" " + LINE.substring(2) + " \n").repeat(5);
        assertThat(Labels.parse(text).text()).isEqualTo(text);
    }

    @Test
    void theLastLineFeedMayBeAbsent() {
        String text = (LINE + "\n").repeat(5);
        assertThat(Labels.parse(text.strip())).isEqualTo(Labels.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", LINE, LINE + "\n" + LINE + "\n" + LINE + "\n" + LINE})
    void fewerThanFiveLinesAreRefused(String text) {
        refused(text);
    }

    @Test
    void sixLinesAreRefused() {
        refused((LINE + "\n").repeat(6));
        refused((LINE + "\n").repeat(5) + "\n");
    }

    @Test
    void anotherLengthIsRefused() {
        refused((LINE + "w\n").repeat(5));
        refused((LINE.substring(1) + "\n").repeat(5));
    }

    @Test
    void whatIsNotPrintableIsRefused() {
        refused(("\u00e9" + LINE.substring(1) + "\n").repeat(5));
        refused(("\u007f" + LINE.substring(1) + "\n").repeat(5));
        refused((LINE.substring(1) + "\r\n").repeat(5));
    }

    private static void refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Labels.parse(text));
    }
}
