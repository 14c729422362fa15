package uk.route2b.protocol.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.route2b.protocol.meter.MeterSpecimens.DSRSP;
import static uk.route2b.protocol.meter.MeterSpecimens.FULL;
import static uk.route2b.protocol.meter.MeterSpecimens.METER;
import static uk.route2b.protocol.meter.MeterSpecimens.OTHER;
import static uk.route2b.protocol.meter.MeterSpecimens.SUPPLIER;

import java.security.KeyPair;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.UnsignedMessage;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.specimen.Keys;
import uk.route2b.protocol.specimen.Malformed;

/** What a meter's signed response says, and what it may not. */
class LabelResponseTest {
    private static final List<AccessResult> FIVE = Collections.nCopies(5, AccessResult.SUCCESS);
    private static final KeyPair METERS_KEY = Keys.CEM;

    private static Octets signed(UnsignedMessage message) {
        return message.sign(Ecdsa.signer(METERS_KEY.getPrivate())).octets();
    }

    private static Octets response(LabelCommand command, List<AccessResult> results) {
        return signed(LabelResponse.message(command, results));
    }

    private static LabelResponse judge(Octets response) {
        return LabelResponse.judge(response, FULL, List.of(METERS_KEY.getPublic()), Ecdsa.PLATFORM);
    }

    private static void refuses(ResponseRefusal reason, Octets response) {
        assertThat(judge(response)).isEqualTo(new LabelResponse.Refused(reason));
    }

    @Test
    void fiveSuccessesHave123OctetsAndAreWritten() {
        Octets response = response(FULL, FIVE);
        assertThat(response.size()).isEqualTo(123);
        assertThat(judge(response)).isInstanceOf(LabelResponse.Written.class);
    }

    @Test
    void whichLabelsFailedIsSaid() {
        List<AccessResult> results = List.of(
                AccessResult.SUCCESS,
                AccessResult.SUCCESS,
                AccessResult.OTHER_REASON,
                AccessResult.SUCCESS,
                new AccessResult(2));
        LabelResponse.Partial partial = (LabelResponse.Partial) judge(response(FULL, results));
        assertThat(partial.failed())
                .containsExactly(
                        new LabelResult(3, AccessResult.OTHER_REASON), new LabelResult(5, new AccessResult(2)));
        assertThat(partial.failed()).hasToString("[3:FA, 5:02]");
    }

    @Test
    void aFailedLabelIsNamedByTheCommandsOrder() {
        LabelCommand command = new LabelCommand(SUPPLIER, METER, 7, List.of(new Label(4, "four"), new Label(2, "two")));
        Octets response = response(command, List.of(AccessResult.SUCCESS, AccessResult.OTHER_REASON));
        LabelResponse.Partial partial = (LabelResponse.Partial)
                LabelResponse.judge(response, command, List.of(METERS_KEY.getPublic()), Ecdsa.PLATFORM);
        assertThat(partial.failed()).containsExactly(new LabelResult(2, AccessResult.OTHER_REASON));
    }

    @Test
    void aResponseToSomethingElseIsRefusedByItsName() {
        List<Label> labels = FULL.labels();
        refuses(ResponseRefusal.METER, response(new LabelCommand(SUPPLIER, OTHER, FULL.counter(), labels), FIVE));
        refuses(ResponseRefusal.SUPPLIER, response(new LabelCommand(DSRSP, METER, FULL.counter(), labels), FIVE));
        refuses(ResponseRefusal.COUNTER, response(new LabelCommand(SUPPLIER, METER, 1, labels), FIVE));
        refuses(ResponseRefusal.RESULTS, response(FULL, FIVE.subList(0, 4)));
        refuses(ResponseRefusal.SHAPE, signed(FULL.message()));
        refuses(ResponseRefusal.SHAPE, Octets.EMPTY);
        UnsignedMessage good = LabelResponse.message(FULL, FIVE);
        Octets invoke = new AccessResponse(InvokeIdentifier.of(1), FIVE).octets();
        refuses(ResponseRefusal.COUNTER, signed(new UnsignedMessage(good.header(), invoke)));
        refuses(ResponseRefusal.SHAPE, signed(new UnsignedMessage(good.header(), Octets.ofHex("DA"))));
    }

    @Test
    void onlyAKeyOfTheMeterVerifiesAndEachIsTried() {
        Octets strange = LabelResponse.message(FULL, FIVE)
                .sign(Ecdsa.signer(Keys.STRANGER.getPrivate()))
                .octets();
        refuses(ResponseRefusal.SIGNATURE, strange);
        assertThat(LabelResponse.judge(response(FULL, FIVE), FULL, List.of(), Ecdsa.PLATFORM))
                .isEqualTo(new LabelResponse.Refused(ResponseRefusal.SIGNATURE));
        assertThat(LabelResponse.judge(
                        strange, FULL, List.of(METERS_KEY.getPublic(), Keys.STRANGER.getPublic()), Ecdsa.PLATFORM))
                .isInstanceOf(LabelResponse.Written.class);
    }

    @Test
    void anUnsignedResponseIsRefused() {
        Octets signed = response(FULL, FIVE);
        refuses(ResponseRefusal.SIGNATURE, signed.slice(0, signed.size() - 65));
    }

    @Test
    void everyPrefixAndEveryFlippedBitIsRefused() {
        Octets response = response(FULL, FIVE);
        Flips.of(response).forEach(other -> assertThat(judge(other)).isInstanceOf(LabelResponse.Refused.class));
        Flips.prefixes(response).forEach(other -> assertThat(judge(other)).isInstanceOf(LabelResponse.Refused.class));
    }

    @ParameterizedTest
    @CsvSource({
        "D9, 0, TAG",
        "DA 200003EA 00 01, 6, TAG",
        "DA 200003EA 00 00 06, 7, TOO_LONG",
        "DA 200003EA 00 00 01 01, 8, TAG",
        "DA 200003EA 00 00 01 00 02, 9, TAG",
        "DA 200003EA 00 00 01 00 01 01 00, 10, TAG",
        "DA 200003EA 00 00 01 00 01 02, 11, CUT_SHORT",
        "DA 200003EA 00 00 01 00 01 02 00 00, 12, TRAILING"
    })
    void hexInReasonOut(String hex, int offset, Malformation reason) {
        Malformed.refuses(reason, offset, () -> AccessResponse.read(Malformed.hex(hex)));
    }
}
