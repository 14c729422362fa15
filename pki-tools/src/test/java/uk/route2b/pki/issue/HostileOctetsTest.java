package uk.route2b.pki.issue;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** Octets that were made to exhaust whoever reads them are refused like any others, and soon. */
@Timeout(20)
class HostileOctetsTest {
    private static final byte[] SALT = new byte[16];
    private static final Optional<char[]> PASSWORD = Optional.of("open sesame".toCharArray());

    @Test
    void nestingDeeperThanTheStackIsRefused() {
        Octets indefinite = Octets.ofHex("3080".repeat(200_000));
        assertThatThrownBy(() -> KeyFiles.certificates(indefinite)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> KeyFiles.revocationList(indefinite)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> KeyFiles.privateKey(indefinite)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> KeyFiles.privateKey(indefinite, PASSWORD)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> CertificationRequest.read(indefinite)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> StoredEntries.read(indefinite, PASSWORD)).isInstanceOf(MalformedException.class);
    }

    @Test
    void aPasswordThatWouldTakeYearsToTryIsNotTried() {
        PBKDF2Params years = new PBKDF2Params(SALT, Integer.MAX_VALUE);
        requireRefused(pbes2(new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, years)));
        requireRefused(new AlgorithmIdentifier(
                PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC, new PKCS12PBEParams(SALT, Integer.MAX_VALUE)));
    }

    @Test
    void aPasswordThatWouldTakeAllMemoryToTryIsNotTried() {
        ASN1Encodable all = new ScryptParams(
                SALT, BigInteger.ONE.shiftLeft(24), BigInteger.valueOf(8), BigInteger.ONE, BigInteger.valueOf(32));
        requireRefused(pbes2(new KeyDerivationFunc(MiscObjectIdentifiers.id_scrypt, all)));
    }

    @Test
    void aStrangersKindOfEncryptionIsRefused() {
        requireRefused(new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.3"), DERNull.INSTANCE));
        requireRefused(pbes2(new KeyDerivationFunc(new ASN1ObjectIdentifier("1.2.3"), DERNull.INSTANCE)));
    }

    private static void requireRefused(AlgorithmIdentifier encryption) {
        EncryptedPrivateKeyInfo hostile = new EncryptedPrivateKeyInfo(encryption, new byte[160]);
        assertThatThrownBy(() -> KeyFiles.privateKey(Octets.of(hostile.getEncoded()), PASSWORD))
                .isInstanceOf(MalformedException.class);
    }

    private static AlgorithmIdentifier pbes2(KeyDerivationFunc derivation) {
        EncryptionScheme scheme = new EncryptionScheme(
                NISTObjectIdentifiers.id_aes256_CBC, new org.bouncycastle.asn1.DEROctetString(SALT));
        return new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, new PBES2Parameters(derivation, scheme));
    }
}
