package uk.route2b.protocol.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.specimen.Keys;

class KeyIdentifierTest {
    @Test
    void itIsMethodTwoOfRfc5280OverTheKeysOwnOctets() throws GeneralSecurityException {
        PublicKey key = Keys.CEM.getPublic();
        Octets encoded = Octets.of(key.getEncoded());
        Octets point = encoded.slice(encoded.size() - 65, encoded.size());
        Octets digest = Octets.of(MessageDigest.getInstance("SHA-1").digest(point.toArray()));
        String low = digest.hex().substring(24);
        assertThat(KeyIdentifier.of(key)).hasToString("4" + low.substring(1));
    }

    @Test
    void keysOfOtherKindsHaveOneToo() {
        assertThat(KeyIdentifier.of(Keys.ellipticCurve("secp384r1").getPublic()).toString())
                .matches("4[0-9A-F]{15}");
    }

    @Test
    void itIsReadInEitherCaseAndWrittenInUpperCase() {
        assertThat(KeyIdentifier.parse("4e5ed7d3ab43485c")).hasToString("4E5ED7D3AB43485C");
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"", "4E5ED7D3AB43485", "4E5ED7D3AB43485CC", "4E-5E-D7-D3-AB-43-48-5C", "4E5ED7D3AB43485G"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> KeyIdentifier.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itHasEightOctets() {
        assertThatThrownBy(() -> new KeyIdentifier(Octets.ofHex("4E5E"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRoleIsTwoDigitsOfEitherCase() {
        assertThat(RemotePartyRole.ofDigits("08")).contains(RemotePartyRole.LOAD_CONTROLLER);
        assertThat(RemotePartyRole.ofDigits("7f")).contains(RemotePartyRole.OTHER);
        assertThat(RemotePartyRole.ofDigits("8")).isEmpty();
        assertThat(RemotePartyRole.ofDigits("0A")).isEmpty();
        for (RemotePartyRole role : RemotePartyRole.values()) {
            assertThat(RemotePartyRole.ofDigits(role.digits())).contains(role);
        }
    }
}
