package uk.route2b.pki.command;

import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.RemotePartyRole;

/** What an organisation's key is for, in the words of the command line. */
enum Use {
    SIGNING(KeyUse.DIGITAL_SIGNATURE),
    AGREEMENT(KeyUse.KEY_AGREEMENT),
    XML(KeyUse.DIGITAL_SIGNATURE);

    private final KeyUse keyUse;

    Use(KeyUse keyUse) {
        this.keyUse = keyUse;
    }

    KeyUse keyUse() {
        return keyUse;
    }

    /** The role that stands in the certificate: those for XML have roles of their own, 87 and 89. */
    RemotePartyRole written(RemotePartyRole asked) {
        boolean other = this == XML && asked != RemotePartyRole.DSP_XML_SIGNING;
        return other ? RemotePartyRole.XML_SIGNING : asked;
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
