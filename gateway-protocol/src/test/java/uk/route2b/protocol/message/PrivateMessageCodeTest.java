package uk.route2b.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivateMessageCodeTest {
    @ParameterizedTest(name = "{0} {1} carries {2}")
    @CsvSource({
        "7F01, COMMAND, 21 22 23 24 26 27",
        "7F01, ALERT, 21 22 23 24 26 27",
        "7F01, RESPONSE, 20 21 22 23 24 26 27",
        "7F02, COMMAND, 23 24",
        "7F02, RESPONSE, 20",
        "7F02, ALERT, ''",
        "7F03, COMMAND, 25",
        "7F03, RESPONSE, 20 25",
        "7F03, ALERT, 25",
        "7F04, COMMAND, 23",
        "7F04, RESPONSE, 23",
        "7F04, ALERT, 23"
    })
    void theTableOfTheWireFormatHolds(String code, CraFlag flag, String formats) {
        PrivateMessageCode ours = PrivateMessageCode.of(MessageCode.parse(code)).orElseThrow();
        assertThat(Arrays.stream(ContentFormat.values())
                        .filter(format -> ours.carries(flag, format))
                        .map(ContentFormat::digits)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(formats);
    }

    @Test
    void codesOfRealMeterMessagesAreNotOurs() {
        for (int value = 0; value <= 0xFFFF; value++) {
            boolean ours = value >= 0x7F01 && value <= 0x7F04;
            assertThat(PrivateMessageCode.of(new MessageCode(value)).isPresent())
                    .isEqualTo(ours);
        }
    }

    @Test
    void aCodeIsFourHexadecimalDigits() {
        assertThat(MessageCode.parse("7f01")).hasToString("7F01").isEqualTo(PrivateMessageCode.OPENADR.code());
        for (String wrong : new String[] {"", "7F1", "7F010", "0x7F", "7G01"}) {
            assertThatThrownBy(() -> MessageCode.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new MessageCode(0x10000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MessageCode(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void eachEndTakesAnswersAndWhatTheOtherSends() {
        assertThat(End.CEM.takes(CraFlag.COMMAND)).isTrue();
        assertThat(End.CEM.takes(CraFlag.RESPONSE)).isTrue();
        assertThat(End.CEM.takes(CraFlag.ALERT)).isFalse();
        assertThat(End.DSRSP.takes(CraFlag.ALERT)).isTrue();
        assertThat(End.DSRSP.takes(CraFlag.RESPONSE)).isTrue();
        assertThat(End.DSRSP.takes(CraFlag.COMMAND)).isFalse();
        assertThat(End.DSRSP.sends()).isEqualTo(CraFlag.COMMAND);
        assertThat(End.CEM.sends()).isEqualTo(CraFlag.ALERT);
    }
}
