package uk.route2b.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Security;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.specimen.Keys;
import uk.route2b.protocol.specimen.Messages;

class EcdsaTest {
    private static final Octets SIGNED = Octets.ofText("signed octets");
    private static final Octets SIGNATURE = Ecdsa.signer(Keys.CEM.getPrivate()).sign(SIGNED);

    @Test
    void aSignatureIsSixtyFourOctetsAndVerifiesByItsKeyOnly() {
        assertThat(SIGNATURE.size()).isEqualTo(64);
        assertThat(Ecdsa.PLATFORM.verifies(SIGNED, SIGNATURE, Keys.CEM.getPublic()))
                .isTrue();
        assertThat(Ecdsa.PLATFORM.verifies(SIGNED, SIGNATURE, Keys.STRANGER.getPublic()))
                .isFalse();
        assertThat(Ecdsa.PLATFORM.verifies(Octets.ofText("others"), SIGNATURE, Keys.CEM.getPublic()))
                .isFalse();
    }

    @Test
    void aProviderIsTakenAsTheObjectItIs() {
        Provider sunEc = Security.getProvider("SunEC");
        assertThat(Ecdsa.by(sunEc).verifies(SIGNED, SIGNATURE, Keys.CEM.getPublic()))
                .isTrue();
        Provider without = Security.getProvider("SunJSSE");
        assertThatThrownBy(() -> Ecdsa.by(without).verifies(SIGNED, SIGNATURE, Keys.CEM.getPublic()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSignatureOfAnotherSizeOrOfZerosIsNotVerified() {
        for (int size : new int[] {0, 1, 63, 65, 72, 96, 128}) {
            assertThat(Ecdsa.PLATFORM.verifies(SIGNED, Octets.of(new byte[size]), Keys.CEM.getPublic()))
                    .isFalse();
        }
        assertThat(Ecdsa.PLATFORM.verifies(SIGNED, Octets.of(new byte[64]), Keys.CEM.getPublic()))
                .isFalse();
        assertThat(Ecdsa.PLATFORM.verifies(SIGNED, Octets.ofHex("FF".repeat(64)), Keys.CEM.getPublic()))
                .isFalse();
        Octets order = Octets.ofHex("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551".repeat(2));
        assertThat(Ecdsa.PLATFORM.verifies(SIGNED, order, Keys.CEM.getPublic())).isFalse();
    }

    @Test
    void aKeyOfAnotherKindDoesNotVerify() throws GeneralSecurityException {
        KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        KeyPair edwards = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyPair longer = Keys.ellipticCurve("secp384r1");
        for (KeyPair keys : new KeyPair[] {rsa, edwards, longer}) {
            assertThat(Ecdsa.PLATFORM.verifies(SIGNED, SIGNATURE, keys.getPublic()))
                    .isFalse();
        }
        assertThatThrownBy(() -> Ecdsa.signer(rsa.getPrivate()).sign(SIGNED)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void bothOfTheTwoSignaturesVerifyBecauseRealMeterMessagesHaveHighS() throws MalformedException {
        SignedMessage message = Messages.up(1, "x");
        SignedMessage twin = SignedMessageReader.DEFAULT.read(Messages.twin(message));
        assertThat(twin.signature()).isNotEqualTo(message.signature());
        assertThat(Ecdsa.PLATFORM.verifies(twin.signedOctets(), twin.signature(), Keys.CEM.getPublic()))
                .isTrue();
        assertThat(twin.digest()).isEqualTo(message.digest());
    }
}
