package uk.route2b.client.internal.keys;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import uk.route2b.protocol.octets.Octets;

/**
 * Writes PKCS#10 requests (RFC 2986) without a subject and without attributes: whoever certifies takes both from
 * elsewhere. The JDK has no writer for them.
 */
public final class CertificationRequestWriter {
    private static final int SEQUENCE = 0x30;
    private static final int BIT_STRING = 0x03;
    private static final Octets VERSION_0 = Octets.ofHex("020100");
    private static final Octets NO_NAME = Octets.ofHex("3000");
    private static final Octets NO_ATTRIBUTES = Octets.ofHex("A000");
    private static final Octets ECDSA_WITH_SHA256 = Octets.ofHex("300A06082A8648CE3D040302");
    private static final Octets NO_UNUSED_BITS = Octets.ofHex("00");

    private CertificationRequestWriter() {}

    /** A request for {@code key} in DER, signed with its private half. */
    public static Octets write(PublicKey key, PrivateKey signer) {
        Octets info = element(SEQUENCE, VERSION_0, NO_NAME, Octets.of(key.getEncoded()), NO_ATTRIBUTES);
        Octets signature = element(BIT_STRING, NO_UNUSED_BITS, sign(info, signer));
        return element(SEQUENCE, info, ECDSA_WITH_SHA256, signature);
    }

    private static Octets sign(Octets info, PrivateKey signer) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(signer);
            signature.update(info.toArray());
            return Octets.of(signature.sign());
        } catch (java.security.GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform signs with its own keys on P-256", impossible);
        }
    }

    private static Octets element(int tag, Octets... contents) {
        Octets inside = Octets.concat(contents);
        return Octets.concat(head(tag, inside.size()), inside);
    }

    /** Requests are far shorter than two octets of length say. */
    private static Octets head(int tag, int length) {
        if (length < 0x80) {
            return Octets.of(new byte[] {(byte) tag, (byte) length});
        }
        return length < 0x100
                ? Octets.of(new byte[] {(byte) tag, (byte) 0x81, (byte) length})
                : Octets.of(new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length});
    }
}
