package uk.route2b.protocol.specimen;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/** Key pairs made when the tests start. */
public final class Keys {
    public static final KeyPair DSRSP = p256();
    public static final KeyPair CEM = p256();
    public static final KeyPair STRANGER = p256();

    private Keys() {}

    public static KeyPair p256() {
        return ellipticCurve("secp256r1");
    }

    public static KeyPair ellipticCurve(String name) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(name));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("the JDK makes keys of " + name, absent);
        }
    }
}
