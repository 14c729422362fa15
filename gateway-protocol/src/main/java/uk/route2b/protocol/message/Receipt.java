package uk.route2b.protocol.message;

import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.OctetReader;
import uk.route2b.protocol.octets.OctetWriter;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.octets.Utf8;

/**
 * The signed answer that says what became of a message.
 *
 * <pre>
 * status(1)  SHA-256(32) of the signed octets that it answers  detail, UTF-8, up to 256 octets
 * </pre>
 *
 * @param detail a reason code for a person or a log; may be empty
 */
public record Receipt(ReceiptStatus status, Octets digest, String detail) {
    private static final int DIGEST_SIZE = 32;
    private static final int DETAIL_MOST = 256;

    public Receipt {
        if (digest.size() != DIGEST_SIZE) {
            throw new IllegalArgumentException("a receipt names a SHA-256");
        }
        if (Octets.ofText(detail).size() > DETAIL_MOST) {
            throw new IllegalArgumentException("the detail of a receipt has at most " + DETAIL_MOST + " octets");
        }
    }

    /** A receipt for {@code message}. */
    public static Receipt of(SignedMessage message, ReceiptStatus status, String detail) {
        return new Receipt(status, message.digest(), detail);
    }

    /** Whether it is about {@code digest}. */
    public boolean answers(Octets otherDigest) {
        return digest.equals(otherDigest);
    }

    public Content content() {
        Octets body = new OctetWriter()
                .octet(status.octet())
                .put(digest)
                .put(Octets.ofText(detail))
                .written();
        return Content.plain(ContentFormat.RECEIPT, body);
    }

    /** Reads the body of a receipt. */
    public static Receipt read(Octets body) throws MalformedException {
        OctetReader reader = new OctetReader(body);
        ReceiptStatus status =
                ReceiptStatus.of(reader.octet()).orElseThrow(() -> new MalformedException(Malformation.RECEIPT, 0));
        Octets digest = reader.take(DIGEST_SIZE);
        if (reader.remaining() > DETAIL_MOST) {
            throw new MalformedException(Malformation.TOO_LONG, reader.position());
        }
        return new Receipt(status, digest, Utf8.read(reader.rest()));
    }
}
