package uk.route2b.pki.inspect;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/** Names the kind of a public key. */
final class KeyDescription {
    private KeyDescription() {}

    /** Such as P-256 or RSA 2048. */
    static String of(PublicKey key) {
        if (key instanceof ECPublicKey onCurve) {
            return curve(onCurve);
        }
        return key instanceof RSAPublicKey rsa ? "RSA " + rsa.getModulus().bitLength() : key.getAlgorithm();
    }

    private static String curve(ECPublicKey key) {
        String order = key.getParams().getOrder().toString(16);
        if (order.equals("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")) {
            return "P-256";
        }
        return "an elliptic curve of " + key.getParams().getOrder().bitLength() + " bits, not P-256";
    }
}
