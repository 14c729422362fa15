package uk.route2b.pki.command;

import uk.route2b.protocol.certificate.KeyUse;

/** What a key is for, in the words of the command line. */
enum Use {
    SIGNING(KeyUse.DIGITAL_SIGNATURE),
    AGREEMENT(KeyUse.KEY_AGREEMENT),
    /** Signatures over XML; the certificate then has a role of its own. */
    XML(KeyUse.DIGITAL_SIGNATURE);

    private final KeyUse keyUse;

    Use(KeyUse keyUse) {
        this.keyUse = keyUse;
    }

    KeyUse keyUse() {
        return keyUse;
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
