package uk.route2b.simulator.metersystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
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
        String line = " " + LINE.substring(2) + " ";
        assertThat(new Labels(Collections.nCopies(5, line)).text()).isEqualTo((line + "\n").repeat(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 6})
    void fewerOrMoreThanFiveLinesAreRefused(int count) {
        refused(count, LINE);
    }

    @Test
    void noneOrTooManyCharactersAreRefused() {
        refused(5, "");
        refused(5, LINE + "w");
    }

    @Test
    void whatIsNotPrintableIsRefused() {
        refused(5, "\u00e9" + LINE.substring(1));
        refused(5, "\u007f" + LINE.substring(1));
        refused(5, LINE.substring(1) + "\r");
    }

    private static void refused(int count, String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Labels(Collections.nCopies(count, line)));
    }
}
