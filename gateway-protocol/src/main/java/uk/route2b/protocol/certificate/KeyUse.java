package uk.route2b.protocol.certificate;

import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** What the key of a certificate may be used for. SMKI allows an end entity exactly one bit of key usage. */
public enum KeyUse {
    DIGITAL_SIGNATURE,
    KEY_AGREEMENT,
    /** Certificates, and in SMKI always revocation lists as well. */
    CERTIFICATE_SIGNING,
    /** No key usage, another bit, or several: in no profile. */
    OTHER;

    private static final int SIGNATURE_BIT = 0;
    private static final int AGREEMENT_BIT = 4;
    static final int CERTIFICATE_BIT = 5;
    static final int CRL_BIT = 6;

    /** Reads the key usage of {@code certificate}. */
    public static KeyUse of(X509Certificate certificate) {
        boolean @Nullable [] bits = certificate.getKeyUsage();
        if (bits == null) {
            return OTHER;
        }
        return ofBits(mask(bits));
    }

    private static KeyUse ofBits(int mask) {
        if (mask == 1 << SIGNATURE_BIT) {
            return DIGITAL_SIGNATURE;
        }
        if (mask == 1 << AGREEMENT_BIT) {
            return KEY_AGREEMENT;
        }
        int others = mask & ~(1 << CRL_BIT);
        return others == 1 << CERTIFICATE_BIT ? CERTIFICATE_SIGNING : OTHER;
    }

    private static int mask(boolean[] bits) {
        int mask = 0;
        for (int bit = 0; bit < bits.length; bit++) {
            mask |= bits[bit] ? 1 << bit : 0;
        }
        return mask;
    }
}
