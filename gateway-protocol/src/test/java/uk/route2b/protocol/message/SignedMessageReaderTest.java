package uk.route2b.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.route2b.protocol.specimen.Malformed.hex;
import static uk.route2b.protocol.specimen.Malformed.refuses;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.specimen.Chance;
import uk.route2b.protocol.specimen.Messages;

class SignedMessageReaderTest {
    private static final String HEADER = "09 03 00000000000003EA 08 00DB1234567890C1 08 90B3D51F30010008 ";
    private static final String SIGNATURE = "40" + "5A".repeat(64);

    private static SignedMessage read(String hex) throws MalformedException {
        return SignedMessageReader.DEFAULT.read(hex(hex));
    }

    @Test
    void aMessageOfOursIsReadFieldByField() throws MalformedException {
        SignedMessage message = read("DF " + HEADER + "00 02 7F01 02 2141 " + SIGNATURE);
        assertThat(message.header())
                .isEqualTo(new GroupingHeader(
                        CraFlag.ALERT, 1002, Messages.CEM, Messages.DSRSP, Octets.EMPTY, hex("7F01")));
        assertThat(message.header().code()).hasToString("7F01");
        assertThat(message.content()).isEqualTo(hex("2141"));
        assertThat(message.signedOctets()).isEqualTo(hex(HEADER + "00 02 7F01 02 2141"));
        assertThat(message.signature()).isEqualTo(hex("5A".repeat(64)));
        assertThat(message.hasOurForm()).isTrue();
    }

    @ParameterizedTest(name = "{2} at {1}: {0}")
    @CsvSource({
        "'DE', 0, TAG",
        "'DF 08', 1, TAG",
        "'DF 09 00', 2, CRA",
        "'DF 09 04', 2, CRA",
        "'DF 09 FF', 2, CRA",
        "'DF 09 01 0000', 3, CUT_SHORT",
        "'DF 09 01 0000000000000001 09', 11, TAG",
        "'DF 09 01 0000000000000001 08 00DB1234567890C1 07', 20, TAG",
        "'DF 09 01 0000000000000001 08 00DB1234567890C1 08 90B3D51F30010008 01', 29, DATE_TIME",
        "'DF 09 01 0000000000000001 08 00DB1234567890C1 08 90B3D51F30010008 0B', 29, DATE_TIME",
        "'DF 09 01 0000000000000001 08 00DB1234567890C1 08 90B3D51F30010008 0C 00', 30, CUT_SHORT",
        "'DF 09 01 0000000000000001 08 00DB1234567890C1 08 90B3D51F30010008 00 00', 30, OTHER_INFORMATION",
        "'DF 09 01 0000000000000001 08 00DB1234567890C1 08 90B3D51F30010008 00 01 7F', 30, OTHER_INFORMATION",
        "'DF 09 01 0000000000000001 08 00DB1234567890C1 08 90B3D51F30010008 00 82 1001', 30, TOO_LONG",
        "'DF 09 01 0000000000000001 08 00DB1234567890C1 08 90B3D51F30010008 00 81 02 7F01', 30, LENGTH_FORM",
        "'DF 09 01 0000000000000001 08 00DB1234567890C1 08 90B3D51F30010008 00 02 7F01 81 7F', 33, LENGTH_FORM",
        "'DF 09 01 0000000000000001 08 00DB1234567890C1 08 90B3D51F30010008 00 02 7F01 82 00FF', 33, LENGTH_FORM",
        "'DF 09 01 0000000000000001 08 00DB1234567890C1 08 90B3D51F30010008 00 02 7F01 84 00000001', 33, LENGTH_FORM",
        "'DF 09 01 0000000000000001 08 00DB1234567890C1 08 90B3D51F30010008 00 02 7F01 83 FFFFFF', 33, TOO_LONG",
        "'DF 09 01 0000000000000001 08 00DB1234567890C1 08 90B3D51F30010008 00 02 7F01 02 21', 34, CUT_SHORT",
        "'DF 09 01 0000000000000001 08 00DB1234567890C1 08 90B3D51F30010008 00 02 7F01 01 21 3F', 35, SIGNATURE_LENGTH",
        "'DF 09 01 0000000000000001 08 00DB1234567890C1 08 90B3D51F30010008 00 02 7F01 01 21 41', 35, SIGNATURE_LENGTH",
        "'DF 09 01 0000000000000001 08 00DB1234567890C1 08 90B3D51F30010008 00 02 7F01 01 21 40 00', 36, CUT_SHORT",
        "'DF 09 01 0000000000000001 08 00DB1234567890C1 08 90B3D51F30010008 00 02 7F01 01 21 00 00', 36, TRAILING",
        "'', 0, CUT_SHORT"
    })
    void hexInReasonOut(String hex, int offset, Malformation reason) {
        refuses(reason, offset, () -> read(hex));
    }

    @Test
    void anOctetAfterTheSignatureIsRefused() {
        refuses(Malformation.TRAILING, 101, () -> read("DF " + HEADER + "00 02 7F01 02 2141 " + SIGNATURE + "00"));
    }

    @Test
    void aDateTimeAndLongOtherInformationAreReadButAreNotOurForm() throws MalformedException {
        String dateTime = "0C 07E0040609FFFFFFFF800000";
        assertThat(read("DF " + HEADER + dateTime + "02 7F01 01 21" + SIGNATURE).hasOurForm())
                .isFalse();
        assertThat(read("DF " + HEADER + "00 03 7F0100 01 21" + SIGNATURE).hasOurForm())
                .isFalse();
        assertThat(read("DF " + HEADER + "00 02 7F01 00" + SIGNATURE).hasOurForm())
                .isFalse();
        assertThat(read("DF " + HEADER + "00 02 7F01 01 21" + "00").hasOurForm())
                .isFalse();
        assertThat(read("DF " + HEADER + "00 02 7F01 01 21").hasOurForm()).isFalse();
        assertThat(read("DF " + HEADER + "00 02 7F01 01 21" + SIGNATURE).hasOurForm())
                .isTrue();
    }

    @Test
    void aMessageAboveTheLimitIsRefusedUnread() {
        Octets octets = Messages.up(1, "x".repeat(200)).octets();
        refuses(Malformation.TOO_LONG, 200, () -> new SignedMessageReader(200).read(octets));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsWrittenIsReadAgainOctetForOctet(long seed) throws MalformedException {
        Chance chance = new Chance(seed);
        for (int round = 0; round < 200; round++) {
            UnsignedMessage unsigned = new UnsignedMessage(header(chance), chance.octets(contentSize(chance)));
            SignedMessage made = unsigned.sign(signed -> Octets.concat(signed.sha256(), signed.sha256()));
            assertThat(SignedMessageReader.DEFAULT.read(made.octets())).isEqualTo(made);
        }
    }

    private static int contentSize(Chance chance) {
        return chance.oneOf(List.of(0, 1, 127, 128, 255, 256, 65535, 65536, chance.below(3000)));
    }

    private static GroupingHeader header(Chance chance) {
        return new GroupingHeader(
                chance.oneOf(List.of(CraFlag.values())),
                chance.number(),
                new EntityIdentifier(chance.number()),
                new EntityIdentifier(chance.number()),
                chance.once(2) ? Octets.EMPTY : chance.octets(12),
                chance.octets(chance.between(2, 200)));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void everyPrefixIsRefusedOrIsNotOurForm(long seed) throws MalformedException {
        Chance chance = new Chance(seed);
        Octets octets = Messages.up(
                        chance.number(), chance.octets(chance.below(300)).hex())
                .octets();
        int unsignedEnd = octets.size() - 65;
        for (int end = 0; end < octets.size(); end++) {
            Octets prefix = octets.slice(0, end);
            if (end == unsignedEnd) {
                assertThat(SignedMessageReader.DEFAULT.read(prefix).hasOurForm())
                        .isFalse();
            } else {
                refuses(Malformation.CUT_SHORT, () -> SignedMessageReader.DEFAULT.read(prefix));
            }
        }
    }

    @Test
    void theOverheadIsThatOfContentOf256To65535Octets() {
        for (int size : new int[] {256, 65535}) {
            Content content = Content.plain(ContentFormat.XML, Octets.of(new byte[size - 1]));
            SignedMessage message = Messages.up(1, PrivateMessageCode.OPENADR, content);
            assertThat(message.octets().size()).isEqualTo(size + SignedMessage.OVERHEAD);
        }
    }

    @Test
    void anAnswerHasTheSameCodeAndCounterAndSwappedIdentifiers() {
        GroupingHeader header = Messages.up(1002, "x").header();
        assertThat(header.answer())
                .isEqualTo(GroupingHeader.of(
                        CraFlag.RESPONSE, 1002, Messages.DSRSP, Messages.CEM, PrivateMessageCode.OPENADR.code()));
    }

    @Test
    void aSignerThatGivesAnythingButSixtyFourOctetsIsOurBug() {
        UnsignedMessage unsigned = UnsignedMessage.of(Messages.up(1, "x").header(), Messages.xml("x"));
        assertThatThrownBy(() -> unsigned.sign(signed -> signed.sha256()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("32 octets");
    }

    @Test
    void aMacHeaderIsReadAroundAMessageAndItsOwnFaultsAreFound() throws MalformedException {
        Octets inner = Messages.up(1, "x".repeat(40)).octets();
        String rest = "1100000000" + inner.hex() + "AB".repeat(12);
        String length = String.format("%02X", rest.length() / 2);
        String head = "DD 000000000000 81" + length;
        RemotePartyMessage carried = RemotePartyMessage.read(hex(head + rest), SignedMessageReader.DEFAULT);
        assertThat(carried.message().octets()).isEqualTo(inner);
        assertThat(carried.mac()).isEqualTo(hex("AB".repeat(12)));
        refuses(Malformation.TRAILING, 9, () -> carried(head + rest + "00"));
        refuses(Malformation.CUT_SHORT, 9, () -> carried(head + rest.substring(2)));
        refuses(Malformation.TAG, 3, () -> carried("DD 0000 01"));
        refuses(Malformation.TAG, 9, () -> carried(head + "12" + rest.substring(2)));
        refuses(Malformation.CUT_SHORT, () -> carried("DD 000000000000 05 1100000000"));
        refuses(Malformation.CUT_SHORT, () -> carried("DD 000000000000 0A 1100000000 DF09010000"));
    }

    private static RemotePartyMessage carried(String hex) throws MalformedException {
        return RemotePartyMessage.read(hex(hex), SignedMessageReader.DEFAULT);
    }

    @Test
    void aMessageOfExactlyTheLimitIsRead() throws Exception {
        Octets octets = Messages.up(1, "<a/>").octets();
        assertThat(new SignedMessageReader(octets.size()).read(octets).octets()).isEqualTo(octets);
        assertThatThrownBy(() -> new SignedMessageReader(octets.size() - 1).read(octets))
                .isInstanceOf(MalformedException.class);
    }
}
