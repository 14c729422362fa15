package uk.route2b.protocol.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.route2b.protocol.specimen.Malformed.refuses;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;

/** The drawing of the three octets: design section 5. */
class FragmentTest {
    private static String text(int header, String slice) {
        byte[] three = {(byte) (header >>> 16), (byte) (header >>> 8), (byte) header};
        return Base64.getEncoder().encodeToString(three) + slice;
    }

    @ParameterizedTest(name = "bit {0}: {1} {2} {3} {4} index {5} id {6}")
    @CsvSource({
        "23, CEM,   false, false, false, 0,    0",
        "22, DSRSP, true,  false, false, 0,    0",
        "21, DSRSP, false, true,  false, 0,    0",
        "20, DSRSP, false, false, true,  0,    0",
        "18, DSRSP, false, false, false, 1024, 0",
        "17, DSRSP, false, false, false, 512,  0",
        "16, DSRSP, false, false, false, 256,  0",
        "15, DSRSP, false, false, false, 128,  0",
        "14, DSRSP, false, false, false, 64,   0",
        "13, DSRSP, false, false, false, 32,   0",
        "12, DSRSP, false, false, false, 16,   0",
        "11, DSRSP, false, false, false, 8,    0",
        "10, DSRSP, false, false, false, 4,    0",
        "9,  DSRSP, false, false, false, 2,    0",
        "8,  DSRSP, false, false, false, 1,    0",
        "7,  DSRSP, false, false, false, 0,    128",
        "6,  DSRSP, false, false, false, 0,    64",
        "5,  DSRSP, false, false, false, 0,    32",
        "4,  DSRSP, false, false, false, 0,    16",
        "3,  DSRSP, false, false, false, 0,    8",
        "2,  DSRSP, false, false, false, 0,    4",
        "1,  DSRSP, false, false, false, 0,    2",
        "0,  DSRSP, false, false, false, 0,    1"
    })
    void eachBitOfTheHeaderMeansWhatTheDrawingSays(
            int bit, FragmentOrigin origin, boolean compressed, boolean base64, boolean last, int index, int id)
            throws MalformedException {
        FragmentHeader header = new FragmentHeader(new ControlBits(origin, compressed, base64, last), index, id);
        assertThat(Fragment.read(text(1 << bit, "slice"))).isEqualTo(new Fragment(header, "slice"));
        assertThat(new Fragment(header, "slice").text()).isEqualTo(text(1 << bit, "slice"));
    }

    @Test
    void everyHeaderIsReadAndWrittenBackAndTheReservedBitRefused() throws MalformedException {
        int read = 0;
        int refused = 0;
        for (int value = 0; value < 1 << 24; value += value % 4096 < 64 ? 1 : 61) {
            String text = text(value, "");
            if ((value & 1 << 19) != 0) {
                refused++;
                refuses(Malformation.RESERVED_BIT, 0, () -> Fragment.read(text));
            } else {
                read++;
                if (!Fragment.read(text).text().equals(text)) {
                    throw new AssertionError("header " + value + " does not come back");
                }
            }
        }
        assertThat(read).isGreaterThan(100_000);
        assertThat(refused).isGreaterThan(100_000);
    }

    @ParameterizedTest(name = "<{0}>")
    @ValueSource(
            strings = {
                "Heat pump",
                "Kettle",
                "EV charger",
                "Spare label 1",
                "Off-peak",
                "AAA=",
                "AA==",
                "A\u00e9AA",
                "AA A"
            })
    void ordinaryLabelTextsAreNotFragmentsOrHaveTheReservedBit(String text) {
        try {
            FragmentHeader header = Fragment.read(text).header();
            assertThat(header.bits().last() || text.length() < 110).isTrue();
            assertThat(new Reassembler(Direction.DOWN, TunnelLimits.DEFAULT).offer(text, 0))
                    .isInstanceOf(Offered.Ignored.class);
        } catch (MalformedException notAFragment) {
            assertThat(notAFragment.reason()).isIn(Malformation.BASE64, Malformation.RESERVED_BIT, Malformation.TEXT);
        }
    }

    @Test
    void aTextShorterThanAHeaderIsCutShort() {
        for (String text : new String[] {"", "A", "AA", "AAA"}) {
            refuses(Malformation.CUT_SHORT, text.length(), () -> Fragment.read(text));
        }
    }

    @Test
    void aSliceIsPrintableAscii() throws MalformedException {
        assertThat(Fragment.read("AAAA ~").slice()).isEqualTo(" ~");
        for (String character : new String[] {"\n", "\t", "\u007F", "\u0000", "é", "😀"}) {
            refuses(Malformation.TEXT, -1, () -> Fragment.read("AAAA" + character));
        }
        FragmentHeader header = Fragment.read("AAAA").header();
        assertThatThrownBy(() -> new Fragment(header, "\n")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void indexAndIdHaveTheirLimits() {
        ControlBits bits = new ControlBits(FragmentOrigin.CEM, true, true, true);
        for (int index : new int[] {-1, 2048}) {
            assertThatThrownBy(() -> new FragmentHeader(bits, index, 0)).isInstanceOf(IllegalArgumentException.class);
        }
        for (int id : new int[] {-1, 256}) {
            assertThatThrownBy(() -> new FragmentHeader(bits, 0, id)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theProfileOfTheControlBitsCanBeSwapped() throws MalformedException {
        ControlBitProfile mirrored = new ControlBitProfile() {
            @Override
            public int encode(ControlBits bits) {
                return Integer.reverse(ROUTE_2B.encode(bits)) >>> 27;
            }

            @Override
            public java.util.Optional<ControlBits> decode(int five) {
                return ROUTE_2B.decode(Integer.reverse(five) >>> 27);
            }
        };
        Fragment fragment =
                new Fragment(new FragmentHeader(new ControlBits(FragmentOrigin.CEM, true, true, false), 5, 9), "x");
        assertThat(Fragment.read(fragment.text(mirrored), mirrored)).isEqualTo(fragment);
        assertThat(fragment.text(mirrored)).isNotEqualTo(fragment.text());
    }
}
