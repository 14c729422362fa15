package uk.route2b.protocol.message;

import java.util.Optional;

/** What became of a message, in one octet. */
public enum ReceiptStatus {
    /** Held durably. */
    STORED(0x00),
    /** Refused for good; the reason stands in the detail. */
    REFUSED(0x01),
    /** Held by the anomaly check until an operator decides. */
    HELD(0x02),
    /** Begun once and never begun again: whether it took effect is not known. */
    IN_DOUBT(0x03),
    /** A newer one has been taken. */
    SUPERSEDED(0x04),
    /** Too old to act on. */
    EXPIRED(0x05);

    private final int octet;

    ReceiptStatus(int octet) {
        this.octet = octet;
    }

    public int octet() {
        return octet;
    }

    static Optional<ReceiptStatus> of(int octet) {
        for (ReceiptStatus status : values()) {
            if (status.octet == octet) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
