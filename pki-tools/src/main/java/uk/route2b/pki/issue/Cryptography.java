package uk.route2b.pki.issue;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Bouncy Castle as an object. It is never registered: a process that embeds this keeps its own providers. */
final class Cryptography {
    static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    /** One object for all, because it keeps what it computes of its base point. */
    static final ECDomainParameters P256 = new ECDomainParameters(CustomNamedCurves.getByName("secp256r1"));

    private Cryptography() {}

    /** A fresh P-256 key pair whose private half knows the public one. */
    static KeyPair keyPair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", BOUNCY_CASTLE);
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Bouncy Castle has P-256", impossible);
        }
    }
}
