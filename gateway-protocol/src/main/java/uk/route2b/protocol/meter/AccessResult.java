package uk.route2b.protocol.meter;

/**
 * What DLMS says about setting one label.
 *
 * @param value 0 for success, else the reason, up to 255; FA is "other reason"
 */
public record AccessResult(int value) {
    /** It is set. */
    public static final AccessResult SUCCESS = new AccessResult(0);
    /** It is not, for a reason that DLMS has no number for. */
    public static final AccessResult OTHER_REASON = new AccessResult(0xFA);

    public AccessResult {
        if (value < 0 || value > 0xFF) {
            throw new IllegalArgumentException("a data access result has one octet");
        }
    }

    public boolean isSuccess() {
        return value == 0;
    }

    /** Two hexadecimal digits. */
    @Override
    public String toString() {
        return String.format("%02X", value);
    }
}
