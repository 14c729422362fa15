package uk.route2b.pki.issue;

import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * What it costs to try a password. Whoever made the file chose that, and can choose years.
 *
 * @param rounds of the hash
 * @param octets of memory
 */
record PasswordCost(BigInteger rounds, BigInteger octets) {
    /** The limit of the JDK for key stores; some seconds. */
    private static final BigInteger MOST_ROUNDS = BigInteger.valueOf(5_000_000);

    private static final BigInteger MOST_OCTETS = BigInteger.valueOf(1 << 27);
    private static final BigInteger BLOCK = BigInteger.valueOf(128);

    /** The cost that an encryption with a password asks for: PBES2, else the older forms. */
    static PasswordCost of(AlgorithmIdentifier encryption) {
        if (!encryption.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
            // RFC 8018 A.3 and RFC 7292 appendix C write the same: salt, then rounds.
            return hash(PKCS12PBEParams.getInstance(encryption.getParameters()).getIterations());
        }
        var derivation = PBES2Parameters.getInstance(encryption.getParameters()).getKeyDerivationFunc();
        return derivation.getAlgorithm().equals(MiscObjectIdentifiers.id_scrypt)
                ? scrypt(ScryptParams.getInstance(ASN1Sequence.getInstance(derivation.getParameters())))
                : hash(PBKDF2Params.getInstance(derivation.getParameters()).getIterationCount());
    }

    /** Fails if it would take minutes or more memory than a small machine has. */
    void requireBearable() {
        if (rounds.compareTo(MOST_ROUNDS) > 0 || octets.compareTo(MOST_OCTETS) > 0) {
            throw new IllegalArgumentException("too costly");
        }
    }

    private static PasswordCost hash(BigInteger rounds) {
        return new PasswordCost(rounds, BigInteger.ZERO);
    }

    /** RFC 7914: cost times parallelisation times block size of work, in cost times block size of memory. */
    private static PasswordCost scrypt(ScryptParams parameters) {
        BigInteger table = parameters.getCostParameter().multiply(parameters.getBlockSize());
        return new PasswordCost(table.multiply(parameters.getParallelizationParameter()), table.multiply(BLOCK));
    }
}
