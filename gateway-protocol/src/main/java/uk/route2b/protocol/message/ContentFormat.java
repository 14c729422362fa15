package uk.route2b.protocol.message;

import java.util.Optional;

/**
 * The first octet of our content: what the rest is.
 *
 * <p>None of them is 0F, D9, DA or the pair 01 09, with which real meter content starts.
 */
public enum ContentFormat {
    /** Status octet, SHA-256 of the signed octets that it answers, UTF-8 detail. */
    RECEIPT(0x20, false),
    /** OpenADR 2.0b XML in UTF-8. */
    XML(0x21, false),
    XML_ZLIB(0x22, true),
    /** JSON in UTF-8. */
    JSON(0x23, false),
    JSON_ZLIB(0x24, true),
    /** A PKCS#10 request or a certificate. */
    DER(0x25, false),
    /** An HTTP exchange: two octets of length, ASCII lines, then the body as it was. */
    EXCHANGE(0x26, false),
    EXCHANGE_ZLIB(0x27, true);

    private final int octet;
    private final boolean compressed;

    ContentFormat(int octet, boolean compressed) {
        this.octet = octet;
        this.compressed = compressed;
    }

    public int octet() {
        return octet;
    }

    /** The two hexadecimal digits by which hello and the commands name it. */
    public String digits() {
        return String.format("%02X", octet);
    }

    /** Whether the body is zlib. */
    public boolean compressed() {
        return compressed;
    }

    /** The format whose body is this one's, inflated. */
    public ContentFormat plain() {
        return switch (this) {
            case XML_ZLIB -> XML;
            case JSON_ZLIB -> JSON;
            case EXCHANGE_ZLIB -> EXCHANGE;
            case RECEIPT, XML, JSON, DER, EXCHANGE -> this;
        };
    }

    /** The format for the same body deflated; receipts and DER have none. */
    public Optional<ContentFormat> zlib() {
        return switch (this) {
            case XML, XML_ZLIB -> Optional.of(XML_ZLIB);
            case JSON, JSON_ZLIB -> Optional.of(JSON_ZLIB);
            case EXCHANGE, EXCHANGE_ZLIB -> Optional.of(EXCHANGE_ZLIB);
            case RECEIPT, DER -> Optional.empty();
        };
    }

    /** The format with this octet, if it is one of ours. */
    public static Optional<ContentFormat> of(int octet) {
        for (ContentFormat format : values()) {
            if (format.octet == octet) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
