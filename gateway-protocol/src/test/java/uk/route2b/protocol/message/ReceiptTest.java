package uk.route2b.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.route2b.protocol.specimen.Malformed.hex;
import static uk.route2b.protocol.specimen.Malformed.refuses;

import org.junit.jupiter.api.Test;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.specimen.Messages;

class ReceiptTest {
    private static final String DIGEST = "AB".repeat(32);

    @Test
    void everyStatusComesBack() throws MalformedException {
        SignedMessage message = Messages.up(1, "x");
        for (ReceiptStatus status : ReceiptStatus.values()) {
            Receipt receipt = Receipt.of(message, status, "grund: é");
            assertThat(receipt.content().format()).isEqualTo(ContentFormat.RECEIPT);
            assertThat(Receipt.read(receipt.content().body())).isEqualTo(receipt);
            assertThat(receipt.answers(message.digest())).isTrue();
            assertThat(receipt.answers(Messages.up(2, "x").digest())).isFalse();
        }
    }

    @Test
    void itIsStatusDigestAndDetail() throws MalformedException {
        assertThat(Receipt.read(hex("05" + DIGEST + "6F6C64")))
                .isEqualTo(new Receipt(ReceiptStatus.EXPIRED, hex(DIGEST), "old"));
    }

    @Test
    void hexInReasonOut() {
        refuses(Malformation.CUT_SHORT, 0, () -> Receipt.read(Octets.EMPTY));
        refuses(Malformation.RECEIPT, 0, () -> Receipt.read(hex("06" + DIGEST)));
        refuses(Malformation.RECEIPT, 0, () -> Receipt.read(hex("FF" + DIGEST)));
        refuses(Malformation.CUT_SHORT, 1, () -> Receipt.read(hex("00" + DIGEST.substring(2))));
        refuses(Malformation.TEXT, -1, () -> Receipt.read(hex("00" + DIGEST + "FF")));
        refuses(Malformation.TOO_LONG, 33, () -> Receipt.read(hex("00" + DIGEST + "41".repeat(257))));
    }

    @Test
    void aDetailHasAtMost256Octets() throws MalformedException {
        assertThat(Receipt.read(hex("00" + DIGEST + "41".repeat(256))).detail()).hasSize(256);
        assertThatThrownBy(() -> new Receipt(ReceiptStatus.STORED, hex(DIGEST), "é".repeat(129)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Receipt(ReceiptStatus.STORED, hex("AB"), ""))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
