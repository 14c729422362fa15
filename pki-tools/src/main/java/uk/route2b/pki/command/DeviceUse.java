package uk.route2b.pki.command;

import uk.route2b.protocol.certificate.KeyUse;

/** What a device's key is for, in the words of the command line. */
enum DeviceUse {
    SIGNING(KeyUse.DIGITAL_SIGNATURE),
    AGREEMENT(KeyUse.KEY_AGREEMENT);

    private final KeyUse keyUse;

    DeviceUse(KeyUse keyUse) {
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
