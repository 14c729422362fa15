package uk.route2b.protocol.octets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import uk.route2b.protocol.specimen.Malformed;

class OctetsTest {
    @Test
    void equalContentIsEqualWhateverArrayItCameFrom() {
        assertThat(Octets.of((byte) 1, (byte) 2))
                .isEqualTo(Octets.ofHex("0102"))
                .hasSameHashCodeAs(Octets.ofHex("0102"));
        assertThat(Octets.ofHex("0102")).isNotEqualTo(Octets.ofHex("0103")).isNotEqualTo(Octets.ofHex("010200"));
        assertThat(Octets.EMPTY).isEqualTo(Octets.ofText("")).isNotEqualTo("");
    }

    @Test
    void noArrayThatWentInOrOutChangesThem() {
        byte[] given = {1, 2};
        Octets octets = Octets.of(given);
        given[0] = 9;
        octets.toArray()[1] = 9;
        assertThat(octets).isEqualTo(Octets.ofHex("0102"));
    }

    @Test
    void toStringShowsSizeAndAtMostSixteenOctets() {
        assertThat(Octets.EMPTY).hasToString("0 octets ");
        assertThat(Octets.ofHex("DF09")).hasToString("2 octets DF09");
        assertThat(Octets.ofHex("AB".repeat(16))).hasToString("16 octets " + "AB".repeat(16));
        assertThat(Octets.ofHex("AB".repeat(17))).hasToString("17 octets " + "AB".repeat(16) + "…");
    }

    @Test
    void octetsAreUnsignedAndHexIsUpperCase() {
        Octets octets = Octets.ofHex("00ff80");
        assertThat(octets.at(1)).isEqualTo(255);
        assertThat(octets.at(2)).isEqualTo(128);
        assertThat(octets.hex()).isEqualTo("00FF80");
    }

    @Test
    void aSliceBeyondTheEndsIsOurBug() {
        Octets octets = Octets.ofHex("0102");
        assertThat(octets.slice(2, 2)).isEqualTo(Octets.EMPTY);
        assertThatThrownBy(() -> octets.slice(0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> octets.slice(-1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> octets.slice(2, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void sha256IsThatOfFips180() {
        assertThat(Octets.ofText("abc").sha256().hex())
                .isEqualTo("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD");
    }

    @Test
    void octetsThatAreNotUtf8AreRefusedNotReplaced() throws MalformedException {
        assertThat(Utf8.read(Octets.ofText("é€😀"))).isEqualTo("é€😀");
        for (String hex : new String[] {"FF", "C3", "C080", "EDA080", "F4908080", "80", "E282"}) {
            Malformed.refuses(Malformation.TEXT, -1, () -> Utf8.read(Octets.ofHex(hex)));
        }
    }

    @Test
    void aMalformationSaysReasonFieldAndPlaceAndHasNoStackTrace() {
        MalformedException malformed = new MalformedException(Malformation.TAG, 7, "issuer");
        assertThat(malformed).hasMessage("tag in issuer at offset 7: a fixed octet has another value");
        assertThat(malformed.getStackTrace()).isEmpty();
        assertThat(new MalformedException(Malformation.TAG, -1)).hasMessage("tag: a fixed octet has another value");
    }

    @Test
    void everyMalformationHasItsOwnCode() {
        assertThat(Malformation.values())
                .extracting(Malformation::code)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[a-z0-9-]+"));
        assertThat(Malformation.values()).extracting(Malformation::meaning).doesNotHaveDuplicates();
    }
}
