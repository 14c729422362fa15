package uk.route2b.protocol.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

class DerTest {
    @ParameterizedTest
    @CsvSource({
        "551D20, 2.5.29.32",
        "2B06010505070804, 1.3.6.1.5.5.7.8.4",
        "2A863A0001848FB90F01020104, 1.2.826.0.1.8641679.1.2.1.4",
        "2A863A0001EDEE4001020104, 1.2.826.0.1.1800000.1.2.1.4",
        "8837, 2.999"
    })
    void objectIdentifiersAreDotted(String hex, String dotted) throws MalformedException {
        assertThat(Der.dotted(Octets.ofHex(hex))).isEqualTo(dotted);
    }

    @ParameterizedTest
    @CsvSource({"''", "55FF", "FFFFFFFFFFFFFFFFFFFF7F"})
    void objectIdentifiersThatDoNotEndAreRefused(String hex) {
        assertThatThrownBy(() -> Der.dotted(Octets.ofHex(hex))).isInstanceOf(MalformedException.class);
    }

    @Test
    void nothingMayFollowTheOnlyElement() {
        assertThatThrownBy(() -> Der.only(Der.OCTET_STRING, Octets.ofHex("04010500")))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("trailing");
    }
}
