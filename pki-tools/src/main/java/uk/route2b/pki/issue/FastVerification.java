package uk.route2b.pki.issue;

import uk.route2b.protocol.message.Ecdsa;

/** Verification of signatures by Bouncy Castle, five to twelve times as fast as the JDK's and as strict. */
public final class FastVerification {
    public static final Ecdsa ECDSA = Ecdsa.by(Cryptography.BOUNCY_CASTLE);

    private FastVerification() {}
}
