package uk.route2b.protocol.identity;

import java.util.Optional;

/** What an organisation certificate allows its holder to be: two hexadecimal digits in the subject's OU. */
public enum RemotePartyRole {
    ROOT(0x00),
    RECOVERY(0x01),
    /** The only role that may send ECS46a, so the one that carries route 2a. */
    SUPPLIER(0x02),
    NETWORK_OPERATOR(0x03),
    ACCESS_CONTROL_BROKER(0x04),
    TRANSITIONAL_CHANGE_OF_SUPPLIER(0x05),
    WAN_PROVIDER(0x06),
    ISSUING_AUTHORITY(0x07),
    /** The role of a DSRSP. */
    LOAD_CONTROLLER(0x08),
    OTHER(0x7F),
    XML_SIGNING(0x87),
    DSP_XML_SIGNING(0x89);

    private final int code;

    RemotePartyRole(int code) {
        this.code = code;
    }

    /** The number behind the two digits. */
    public int code() {
        return code;
    }

    /** The two upper-case hexadecimal digits as they stand in a certificate. */
    public String digits() {
        return String.format("%02X", code);
    }

    /** Reads two hexadecimal digits; anything else names no role. */
    public static Optional<RemotePartyRole> ofDigits(String digits) {
        for (RemotePartyRole role : values()) {
            if (role.digits().equalsIgnoreCase(digits)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
