package uk.route2b.protocol.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.route2b.protocol.meter.MeterSpecimens.DSRSP;
import static uk.route2b.protocol.meter.MeterSpecimens.FULL;
import static uk.route2b.protocol.meter.MeterSpecimens.METER;
import static uk.route2b.protocol.meter.MeterSpecimens.OTHER;
import static uk.route2b.protocol.meter.MeterSpecimens.SUPPLIER;
import static uk.route2b.protocol.meter.MeterSpecimens.THREE;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.MessageCode;
import uk.route2b.protocol.message.RemotePartyMessage;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.protocol.message.UnsignedMessage;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.OctetWriter;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.specimen.Chance;
import uk.route2b.protocol.specimen.Keys;
import uk.route2b.protocol.specimen.Malformed;

/** Parse and correlate: a pre-command that says anything else is a named difference and never signed. */
class CorrelationTest {
    private static final Octets ZERO = Octets.of((byte) 0);

    private static void differs(Octets preCommand, LabelCommand request, PreCommandDifference difference) {
        assertThat(Correlation.compare(preCommand, request)).isEqualTo(new Correlation.Different(difference));
    }

    private static LabelCommand with(List<Label> labels) {
        return new LabelCommand(SUPPLIER, METER, THREE.counter(), labels);
    }

    private static Octets preCommand(GroupingHeader header, Octets content) {
        return new OctetWriter()
                .octet(SignedMessage.TAG)
                .put(new UnsignedMessage(header, content).signedOctets())
                .written();
    }

    @Test
    void aPreCommandOf110CharactersHas213OctetsAndTheCommand305() throws MalformedException {
        Octets preCommand = FULL.preCommand();
        assertThat(preCommand.size()).isEqualTo(213);
        Octets command =
                ((Correlation.Same) Correlation.compare(preCommand, FULL)).sign(Ecdsa.signer(Keys.DSRSP.getPrivate()));
        SignedMessage message = SignedMessageReader.DEFAULT.read(command);
        assertThat(new RemotePartyMessage(message, Octets.ofHex("AB".repeat(12)))
                        .octets()
                        .size())
                .isEqualTo(305);
    }

    @Test
    void withAndWithoutTheOctet00TheSignatureIsOverTheSameOctets() throws MalformedException {
        Octets bare = FULL.preCommand();
        for (Octets form : List.of(bare, Octets.concat(bare, ZERO))) {
            Correlation.Same same = (Correlation.Same) Correlation.compare(form, FULL);
            Octets command = same.sign(Ecdsa.signer(Keys.DSRSP.getPrivate()));
            SignedMessage message = SignedMessageReader.DEFAULT.read(command);
            assertThat(command.size()).isEqualTo(213 + 65);
            assertThat(command.slice(0, 213)).isEqualTo(bare);
            assertThat(Ecdsa.PLATFORM.verifies(message.signedOctets(), message.signature(), Keys.DSRSP.getPublic()))
                    .isTrue();
            assertThat(LabelCommand.read(message)).isEqualTo(FULL);
        }
    }

    @Test
    void theInvokeIdentifierHasTheLowest24BitsOfTheCounter() throws MalformedException {
        LabelCommand command = new LabelCommand(SUPPLIER, METER, 0xFFFF_FFFF_FF12_3456L, THREE.labels());
        Octets content = SignedMessageReader.DEFAULT.read(command.preCommand()).content();
        assertThat(content.slice(1, 5)).isEqualTo(Octets.ofHex("20123456"));
        assertThat(LabelCommand.read(SignedMessageReader.DEFAULT.read(command.preCommand())))
                .isEqualTo(command);
    }

    @Test
    void everyOtherValueOfARequestIsADifferenceOfItsName() {
        List<Label> labels = THREE.labels();
        Octets asked = THREE.preCommand();
        differs(asked, new LabelCommand(DSRSP, METER, 1002, labels), PreCommandDifference.SUPPLIER);
        differs(asked, new LabelCommand(SUPPLIER, OTHER, 1002, labels), PreCommandDifference.METER);
        differs(asked, new LabelCommand(SUPPLIER, METER, 1003, labels), PreCommandDifference.COUNTER);
        differs(asked, with(labels.subList(0, 2)), PreCommandDifference.LABEL_COUNT);
        differs(
                asked,
                with(List.of(labels.get(0), labels.get(1), new Label(5, "Label4"))),
                PreCommandDifference.LABEL_INDEX);
        differs(asked, with(List.of(labels.get(1), labels.get(0), labels.get(2))), PreCommandDifference.LABEL_INDEX);
        differs(
                asked,
                with(List.of(labels.get(0), labels.get(1), new Label(4, "Label5"))),
                PreCommandDifference.LABEL_TEXT);
        differs(
                asked,
                with(List.of(labels.get(0), labels.get(1), new Label(4, "Label4 "))),
                PreCommandDifference.LABEL_TEXT);
    }

    @Test
    void everyOtherFormIsADifferenceOfItsName() throws MalformedException {
        UnsignedMessage asked = THREE.message();
        GroupingHeader header = asked.header();
        MessageCode code = UseCase.ECS46A.code();
        Octets other = header.otherInformation();
        Octets dateTime = Octets.ofHex("07DF0101FF000000008000FF");
        differs(
                preCommand(GroupingHeader.of(CraFlag.ALERT, 1002, SUPPLIER, METER, code), asked.content()),
                THREE,
                PreCommandDifference.KIND);
        differs(
                preCommand(
                        GroupingHeader.of(CraFlag.COMMAND, 1002, SUPPLIER, METER, MessageCode.parse("011F")),
                        asked.content()),
                THREE,
                PreCommandDifference.CODE);
        differs(
                preCommand(
                        new GroupingHeader(CraFlag.COMMAND, 1002, SUPPLIER, METER, dateTime, other), asked.content()),
                THREE,
                PreCommandDifference.FIELDS);
        Octets more = Octets.concat(other, DSRSP.octets());
        differs(
                preCommand(
                        new GroupingHeader(CraFlag.COMMAND, 1002, SUPPLIER, METER, Octets.EMPTY, more),
                        asked.content()),
                THREE,
                PreCommandDifference.FIELDS);
        differs(asked.sign(Ecdsa.signer(Keys.STRANGER.getPrivate())).octets(), THREE, PreCommandDifference.SIGNED);
        differs(preCommand(header, Octets.ofHex("010900")), THREE, PreCommandDifference.CONTENT);
        Octets invoke = new AccessRequest(InvokeIdentifier.of(1003), THREE.labels()).octets();
        differs(preCommand(header, invoke), THREE, PreCommandDifference.INVOKE_IDENTIFIER);
        differs(Octets.concat(THREE.preCommand(), ZERO, ZERO), THREE, PreCommandDifference.SHAPE);
        differs(Octets.EMPTY, THREE, PreCommandDifference.SHAPE);
    }

    @Test
    void everyPrefixAndEveryFlippedBitDiffers() {
        Set<PreCommandDifference> met = EnumSet.noneOf(PreCommandDifference.class);
        for (LabelCommand request : List.of(THREE, FULL)) {
            List<Octets> all = new ArrayList<>(Flips.of(request.preCommand()));
            all.addAll(Flips.prefixes(request.preCommand()));
            for (Octets other : all) {
                met.add(((Correlation.Different) Correlation.compare(other, request)).difference());
            }
        }
        // What a flip cannot do is make two things of one.
        assertThat(met)
                .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(
                        PreCommandDifference.SIGNED, PreCommandDifference.FIELDS, PreCommandDifference.LABEL_COUNT)));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void whatIsWrittenIsReadAgain(long seed) throws MalformedException {
        Chance chance = new Chance(seed);
        for (int round = 0; round < 300; round++) {
            LabelCommand command = command(chance);
            SignedMessage preCommand = SignedMessageReader.DEFAULT.read(command.preCommand());
            assertThat(LabelCommand.read(preCommand)).isEqualTo(command);
            assertThat(Correlation.compare(preCommand.octets(), command)).isEqualTo(new Correlation.Same(preCommand));
        }
    }

    private static LabelCommand command(Chance chance) {
        List<Label> labels = new ArrayList<>();
        for (int index = 1; index <= Label.COUNT; index++) {
            StringBuilder text = new StringBuilder();
            for (int size = chance.between(1, Label.LONGEST); size > 0; size--) {
                text.append((char) chance.between(0x20, 0x7E));
            }
            labels.add(new Label(index, text.toString()));
        }
        chance.shuffle(labels);
        return new LabelCommand(SUPPLIER, METER, chance.number(), labels.subList(0, chance.between(1, Label.COUNT)));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0, CUT_SHORT",
        "DA, 0, TAG",
        "D9 200003EA 01, 5, TAG",
        "D9 200003EA 00 00, 6, DLMS",
        "D9 200003EA 00 06, 6, TOO_LONG",
        "D9 200003EA 00 01 01, 7, TAG",
        "D9 200003EA 00 01 02 0003, 9, TAG",
        "D9 200003EA 00 01 02 0001 00005E2C000A, 15, DLMS",
        "D9 200003EA 00 01 02 0001 00005E2C0010, 15, DLMS",
        "D9 200003EA 00 01 02 0001 00005E2C010B, 14, TAG",
        "D9 200003EA 00 01 02 0001 00005E2C000B 01, 16, TAG",
        "D9 200003EA 00 02 02 0001 00005E2C000B 02 02 0001 00005E2C000B 02, 25, DLMS",
        "D9 200003EA 00 01 02 0001 00005E2C000B 02 02, 17, TAG",
        "D9 200003EA 00 01 02 0001 00005E2C000B 02 01 09, 18, TAG",
        "D9 200003EA 00 01 02 0001 00005E2C000B 02 01 0A 00, 19, TEXT",
        "D9 200003EA 00 01 02 0001 00005E2C000B 02 01 0A 01 7F, 19, TEXT",
        "D9 200003EA 00 01 02 0001 00005E2C000B 02 01 0A 17, 19, TOO_LONG",
        "D9 200003EA 00 01 02 0001 00005E2C000B 02 01 0A 01 41 00, 21, TRAILING"
    })
    void hexInReasonOut(String hex, int offset, Malformation reason) {
        Malformed.refuses(reason, offset, () -> AccessRequest.read(Malformed.hex(hex)));
    }

    @Test
    void labelsThatDuisHasNotCannotBeAsked() {
        assertThatThrownBy(() -> new Label(0, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Label(6, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Label(1, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Label(1, "x".repeat(23))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Label(1, "\u00e9")).isInstanceOf(IllegalArgumentException.class);
        List<Label> twice = List.of(new Label(1, "a"), new Label(1, "b"));
        assertThatThrownBy(() -> with(twice)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> with(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
