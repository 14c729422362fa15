package uk.route2b.protocol.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.route2b.protocol.octets.Octets;

class EntityIdentifierTest {
    private static final String WRITTEN = "90-B3-D5-1F-30-01-00-08";

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                WRITTEN,
                "90B3D51F30010008",
                "90b3d51f30010008",
                "90:b3:D5:1F:30:01:00:08",
                "90 B3 D5 1F 30 01 00 08"
            })
    void anyFormIsReadAndOneIsWritten(String text) {
        assertThat(EntityIdentifier.parse(text)).hasToString(WRITTEN);
        assertThat(EntityIdentifier.parse(text).octets()).isEqualTo(Octets.ofHex("90B3D51F30010008"));
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(
            strings = {
                "",
                "90B3D51F3001000",
                "90B3D51F300100088",
                "90B3D51F3001000G",
                "90_B3_D5_1F_30_01_00_08",
                "90B3D51F30010008\n",
                "٩0B3D51F30010008"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> EntityIdentifier.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sixteen hexadecimal digits");
    }

    @Test
    void octetsAreExactlyEight() {
        assertThat(EntityIdentifier.of(Octets.ofHex("90B3D51F30010008"))).hasToString(WRITTEN);
        assertThatThrownBy(() -> EntityIdentifier.of(Octets.ofHex("90B3")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not 2");
    }

    @Test
    void orderIsThatOfUnsignedNumbers() {
        EntityIdentifier low = EntityIdentifier.parse("00DB1234567890C1");
        EntityIdentifier high = EntityIdentifier.parse(WRITTEN);
        assertThat(low).isLessThan(high);
        assertThat(high).isGreaterThan(low).isEqualByComparingTo(high);
        assertThat(EntityIdentifier.parse("7FFFFFFFFFFFFFFF")).isLessThan(EntityIdentifier.parse("8000000000000000"));
    }
}
