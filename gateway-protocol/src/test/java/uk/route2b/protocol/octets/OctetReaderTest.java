package uk.route2b.protocol.octets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.route2b.protocol.specimen.Malformed.hex;
import static uk.route2b.protocol.specimen.Malformed.refuses;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OctetReaderTest {
    private static final int MOST = 0xFFFFFF;

    private static OctetReader reader(String hex) {
        return new OctetReader(hex(hex));
    }

    @Test
    void numbersAreMostSignificantOctetFirst() throws MalformedException {
        OctetReader reader = reader("01 0203 FFFFFFFFFFFFFFFE 7F");
        assertThat(reader.octet()).isEqualTo(1);
        assertThat(reader.two()).isEqualTo(0x0203);
        assertThat(reader.eight()).isEqualTo(-2L);
        assertThat(reader.peek()).isEqualTo(0x7F);
        assertThat(reader.position()).isEqualTo(11);
        assertThat(reader.rest()).isEqualTo(hex("7F"));
        assertThat(reader.peek()).isEqualTo(-1);
        reader.finish();
    }

    @Test
    void nothingIsReadPastTheEnd() {
        refuses(Malformation.CUT_SHORT, 0, () -> reader("").octet());
        refuses(Malformation.CUT_SHORT, 1, () -> reader("01").two());
        refuses(Malformation.CUT_SHORT, 0, () -> reader("01020304050607").eight());
        refuses(Malformation.CUT_SHORT, 0, () -> reader("0102").take(3));
        refuses(Malformation.CUT_SHORT, 0, () -> reader("0102").take(Integer.MAX_VALUE));
    }

    @Test
    void anotherTagAndWhatIsLeftOverAreRefusedWhereTheyStand() {
        refuses(Malformation.TAG, 1, () -> {
            OctetReader reader = reader("09 08");
            reader.expect(9);
            reader.expect(9);
            return reader;
        });
        refuses(Malformation.TRAILING, 1, () -> {
            OctetReader reader = reader("09 08");
            reader.expect(9);
            reader.finish();
            return reader;
        });
    }

    @ParameterizedTest(name = "{0} is written {1}")
    @CsvSource({
        "0,00",
        "127,7F",
        "128,8180",
        "255,81FF",
        "256,820100",
        "65535,82FFFF",
        "65536,83010000",
        "16777215,83FFFFFF"
    })
    void aLengthHasOneFormAndComesBack(int length, String form) throws MalformedException {
        assertThat(new OctetWriter().length(length).written()).isEqualTo(hex(form));
        assertThat(reader(form).length(MOST)).isEqualTo(length);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"80", "8100", "817F", "820000", "8200FF", "83000000", "8300FFFF", "8400000001", "FF"})
    void aLengthInAnyOtherFormIsRefused(String form) {
        refuses(Malformation.LENGTH_FORM, 0, () -> reader(form).length(MOST));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"81,1", "82,1", "8201,2", "830101,3"})
    void aLengthCutShortIsRefusedWhereItEnds(String form, int offset) {
        refuses(Malformation.CUT_SHORT, offset, () -> reader(form).length(MOST));
    }

    @Test
    void aLengthAboveTheLimitIsRefusedBeforeAnythingIsTaken() {
        refuses(Malformation.TOO_LONG, 0, () -> reader("7F").length(126));
        refuses(Malformation.TOO_LONG, 0, () -> reader("83FFFFFF").length(4096));
    }

    @Test
    void alengthThatHasNoFormIsOurBug() {
        OctetWriter writer = new OctetWriter();
        assertThatThrownBy(() -> writer.length(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> writer.length(0x1000000)).isInstanceOf(IllegalArgumentException.class);
    }
}
