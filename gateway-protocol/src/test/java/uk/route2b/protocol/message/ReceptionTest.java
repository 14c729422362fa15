package uk.route2b.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.specimen.Keys;
import uk.route2b.protocol.specimen.Messages;

/** What a receiver accepts, what it refuses, and in which order: design section 4. */
class ReceptionTest {
    private static final long NOW = 1_795_464_000_000L;
    private static final long DAY = 86_400_000L;
    private static final Content JSON = Messages.json(Octets.ofText("{}"));
    private static final Octets DIGEST = Octets.ofText("other").sha256();

    /** A receiver with everything it knows; each {@code with} gives another one. */
    private record Receiver(
            End end,
            List<KeyPair> keys,
            ReceiverState received,
            SendWindow sent,
            OptionalLong hello,
            TrustedTime time) {
        static Receiver gateway() {
            return new Receiver(
                    End.DSRSP,
                    List.of(Keys.CEM),
                    ReceiverState.withFloor(NOW - 1000),
                    SendWindow.EMPTY,
                    OptionalLong.empty(),
                    TrustedTime.of(NOW));
        }

        static Receiver cem() {
            return new Receiver(
                    End.CEM,
                    List.of(Keys.DSRSP),
                    ReceiverState.withFloor(NOW - 1000),
                    SendWindow.EMPTY,
                    OptionalLong.empty(),
                    TrustedTime.of(NOW));
        }

        Receiver with(ReceiverState state) {
            return new Receiver(end, keys, state, sent, hello, time);
        }

        Receiver with(TrustedTime known) {
            return new Receiver(end, keys, received, sent, hello, known);
        }

        Receiver with(SendWindow window) {
            return new Receiver(end, keys, received, window, hello, time);
        }

        Receiver awaiting(long helloCounter) {
            return new Receiver(end, keys, received, sent, OptionalLong.of(helloCounter), time);
        }

        Receiver with(List<KeyPair> accepted) {
            return new Receiver(end, accepted, received, sent, hello, time);
        }

        Judgement judge(Octets octets) {
            Originator originator = new Originator(
                    end == End.DSRSP ? Messages.CEM : Messages.DSRSP,
                    keys.stream().map(KeyPair::getPublic).toList());
            Reception reception = new Reception(
                    end, end == End.DSRSP ? Messages.DSRSP : Messages.CEM, SignedMessageReader.DEFAULT, Ecdsa.PLATFORM);
            return reception.judge(octets, originator, received, sent, hello, time);
        }

        Judgement judge(SignedMessage message) {
            return judge(message.octets());
        }
    }

    private static void refused(Refusal reason, Judgement judgement) {
        assertThat(judgement)
                .isInstanceOfSatisfying(
                        Judgement.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static SignedMessage up(long counter) {
        return Messages.up(counter, "payload");
    }

    private static SignedMessage down(long counter, PrivateMessageCode code) {
        return Messages.down(
                counter,
                code,
                code == PrivateMessageCode.CREDENTIALS ? Content.plain(ContentFormat.DER, Octets.ofHex("30")) : JSON);
    }

    private static ReceiverState full(boolean answered) {
        ReceiverState state = ReceiverState.withFloor(NOW - 1000);
        for (int index = 0; index < CounterMemory.SIZE; index++) {
            state = state.accept(NOW + index, DIGEST);
            state = answered ? state.answered(NOW + index, DIGEST) : state;
        }
        return state;
    }

    @Test
    void aNewMessageIsFresh() {
        SignedMessage message = up(NOW);
        assertThat(Receiver.gateway().judge(message))
                .isEqualTo(new Judgement.Fresh(message, PrivateMessageCode.OPENADR));
        SignedMessage command = down(NOW, PrivateMessageCode.LINK_CONFIGURATION);
        assertThat(Receiver.cem().judge(command))
                .isEqualTo(new Judgement.Fresh(command, PrivateMessageCode.LINK_CONFIGURATION));
    }

    @Test
    void octetsThatAreNotOneMessageInOurFormAreRefusedForTheirShape() {
        refused(Refusal.SHAPE, Receiver.gateway().judge(Octets.EMPTY));
        refused(Refusal.SHAPE, Receiver.gateway().judge(Octets.concat(up(NOW).octets(), Octets.ofHex("00"))));
        refused(Refusal.SHAPE, Receiver.gateway().judge(unsignedForm()));
        Judgement judgement = Receiver.gateway().judge(Octets.ofHex("DE"));
        assertThat(judgement)
                .isEqualTo(new Judgement.Refused(
                        Refusal.SHAPE,
                        "tag at offset 0: a fixed octet has another value",
                        Octets.ofHex("DE").sha256()));
    }

    private static Octets unsignedForm() {
        Octets octets = up(NOW).octets();
        return octets.slice(0, octets.size() - 65);
    }

    @Test
    void aCodeOfARealMeterMessageIsRefusedThoughItsSignatureIsGood() {
        GroupingHeader header = new GroupingHeader(
                CraFlag.ALERT, NOW, Messages.CEM, Messages.DSRSP, Octets.EMPTY, Octets.ofHex("0053"));
        refused(Refusal.CODE, Receiver.gateway().judge(Messages.sign(header, Messages.xml("x"), Keys.CEM)));
    }

    @Test
    void aFlagThatTheEndDoesNotTakeIsRefused() {
        GroupingHeader command = GroupingHeader.of(
                CraFlag.COMMAND, NOW, Messages.CEM, Messages.DSRSP, PrivateMessageCode.OPENADR.code());
        refused(Refusal.CODE, Receiver.gateway().judge(Messages.sign(command, Messages.xml("x"), Keys.CEM)));
        GroupingHeader alert =
                GroupingHeader.of(CraFlag.ALERT, NOW, Messages.DSRSP, Messages.CEM, PrivateMessageCode.OPENADR.code());
        refused(Refusal.CODE, Receiver.cem().judge(Messages.sign(alert, Messages.xml("x"), Keys.DSRSP)));
    }

    @Test
    void aMessageForAnotherEntityIsRefused() {
        GroupingHeader header = GroupingHeader.of(
                CraFlag.ALERT, NOW, Messages.CEM, Messages.STRANGER, PrivateMessageCode.OPENADR.code());
        refused(Refusal.TARGET, Receiver.gateway().judge(Messages.sign(header, Messages.xml("x"), Keys.CEM)));
    }

    @Test
    void anOriginatorThatTheRouteDoesNotVouchForIsRefused() {
        GroupingHeader header = GroupingHeader.of(
                CraFlag.ALERT, NOW, Messages.STRANGER, Messages.DSRSP, PrivateMessageCode.OPENADR.code());
        refused(Refusal.ORIGINATOR, Receiver.gateway().judge(Messages.sign(header, Messages.xml("x"), Keys.CEM)));
    }

    @Test
    void aMessageByNoneOfTheAcceptedKeysIsRefused() {
        SignedMessage message = Messages.sign(up(NOW).header(), Messages.xml("x"), Keys.STRANGER);
        refused(Refusal.SIGNATURE, Receiver.gateway().judge(message));
        refused(Refusal.SIGNATURE, Receiver.gateway().with(List.of()).judge(up(NOW)));
    }

    @Test
    void eachOfSeveralAcceptedKeysIsGood() {
        Receiver receiver = Receiver.gateway().with(List.of(Keys.STRANGER, Keys.CEM));
        assertThat(receiver.judge(up(NOW)).kind()).isEqualTo(Judgement.Kind.FRESH);
        SignedMessage other = Messages.sign(up(NOW).header(), Messages.xml("x"), Keys.STRANGER);
        assertThat(receiver.judge(other).kind()).isEqualTo(Judgement.Kind.FRESH);
    }

    @Test
    void aCounterAtOrBelowTheFloorIsSpent() {
        refused(Refusal.COUNTER_SPENT, Receiver.gateway().judge(up(NOW - 1000)));
        refused(Refusal.COUNTER_SPENT, Receiver.gateway().judge(up(0)));
        assertThat(Receiver.gateway().judge(up(NOW - 999)).kind()).isEqualTo(Judgement.Kind.FRESH);
    }

    @Test
    void whatItsSenderGaveUpCannotArriveAnyMore() {
        SignedMessage givenUp = up(NOW);
        Receiver after =
                Receiver.gateway().with(ReceiverState.withFloor(NOW - 1000).raiseFloor(NOW));
        refused(Refusal.COUNTER_SPENT, after.judge(givenUp));
        assertThat(after.judge(up(NOW + 1)).kind()).isEqualTo(Judgement.Kind.FRESH);
    }

    @Test
    void whatArrivesLateAfterSixtyFourOthersIsSpent() {
        refused(Refusal.COUNTER_SPENT, Receiver.gateway().with(full(true)).judge(up(NOW - 1)));
        assertThat(Receiver.gateway().with(full(true)).judge(up(NOW + 64)).kind())
                .isEqualTo(Judgement.Kind.FRESH);
    }

    @Test
    void outOfOrderWithinTheMemoryIsFresh() {
        ReceiverState state = ReceiverState.withFloor(NOW - 1000).accept(NOW + 50, DIGEST);
        assertThat(Receiver.gateway().with(state).judge(up(NOW)).kind()).isEqualTo(Judgement.Kind.FRESH);
    }

    @Test
    void theSameSignedOctetsAgainAreARepeatWithTheStoredAnswerAlsoBelowTheFloor() {
        SignedMessage message = up(NOW);
        ReceiverState accepted = ReceiverState.withFloor(NOW - 1000).accept(NOW, message.digest());
        assertThat(Receiver.gateway().with(accepted).judge(message))
                .isEqualTo(new Judgement.Repeated(message, RememberedMessage.unanswered(NOW, message.digest())));
        ReceiverState answered = accepted.answered(NOW, DIGEST).raiseFloor(NOW + 10);
        assertThat(Receiver.gateway().with(answered).judge(message))
                .isInstanceOfSatisfying(
                        Judgement.Repeated.class,
                        repeated -> assertThat(repeated.remembered().answer()).contains(DIGEST));
    }

    @Test
    void theTwinOfAnAcceptedSignatureIsARepeatNotANewMessage() throws MalformedException {
        SignedMessage message = up(NOW);
        Octets twin = Messages.twin(message);
        ReceiverState accepted = ReceiverState.withFloor(NOW - 1000).accept(NOW, message.digest());
        assertThat(Receiver.gateway().judge(twin).kind()).isEqualTo(Judgement.Kind.FRESH);
        assertThat(Receiver.gateway().with(accepted).judge(twin).kind()).isEqualTo(Judgement.Kind.REPEATED);
    }

    @Test
    void aRememberedCounterWithOtherValidlySignedOctetsIsAConflict() {
        ReceiverState accepted = ReceiverState.withFloor(NOW - 1000).accept(NOW, up(NOW).digest());
        refused(Refusal.COUNTER_CONFLICT, Receiver.gateway().with(accepted).judge(Messages.up(NOW, "other")));
        SignedMessage forged = Messages.sign(up(NOW).header(), Messages.xml("other"), Keys.STRANGER);
        refused(Refusal.SIGNATURE, Receiver.gateway().with(accepted).judge(forged));
    }

    @Test
    void aCounterMoreThanADayAheadOfClockAndHighestAcceptedIsRefused() {
        assertThat(Receiver.gateway().judge(up(NOW + DAY)).kind()).isEqualTo(Judgement.Kind.FRESH);
        refused(Refusal.COUNTER_FAR_AHEAD, Receiver.gateway().judge(up(NOW + DAY + 1)));
        refused(Refusal.COUNTER_FAR_AHEAD, Receiver.gateway().judge(up(-1L)));
        ReceiverState ahead = ReceiverState.withFloor(NOW - 1000).accept(NOW + DAY, DIGEST);
        assertThat(Receiver.gateway().with(ahead).judge(up(NOW + 2 * DAY)).kind())
                .isEqualTo(Judgement.Kind.FRESH);
        refused(Refusal.COUNTER_FAR_AHEAD, Receiver.gateway().with(ahead).judge(up(NOW + 2 * DAY + 1)));
    }

    @Test
    void withoutATrustedClockTheBoundIsADayAboveTheHighestAccepted() {
        Receiver receiver = Receiver.gateway().with(TrustedTime.NONE);
        assertThat(receiver.judge(up(NOW - 1000 + DAY)).kind()).isEqualTo(Judgement.Kind.FRESH);
        refused(Refusal.COUNTER_FAR_AHEAD, receiver.judge(up(NOW - 1000 + DAY + 1)));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(PrivateMessageCode.class)
    void aCemWithoutAClockTakesConfigurationAndCredentialsFarAheadAndNothingElse(PrivateMessageCode code) {
        SignedMessage message = down(NOW + 400 * DAY, code);
        boolean setsUp = code == PrivateMessageCode.LINK_CONFIGURATION || code == PrivateMessageCode.CREDENTIALS;
        Judgement without = Receiver.cem().with(TrustedTime.NONE).judge(message);
        if (setsUp) {
            assertThat(without.kind()).isEqualTo(Judgement.Kind.FRESH);
        } else {
            refused(Refusal.COUNTER_FAR_AHEAD, without);
        }
        refused(Refusal.COUNTER_FAR_AHEAD, Receiver.cem().judge(message));
    }

    @Test
    void aGatewayWithoutAClockMakesNoSuchException() {
        SignedMessage message = Messages.up(
                NOW + 400 * DAY, PrivateMessageCode.CREDENTIALS, Content.plain(ContentFormat.DER, Octets.ofHex("30")));
        refused(
                Refusal.COUNTER_FAR_AHEAD,
                Receiver.gateway().with(TrustedTime.NONE).judge(message));
    }

    @Test
    void theSixtyFifthIsRefusedWhileTheOldestWaitsForItsAnswer() {
        refused(Refusal.WINDOW_FULL, Receiver.gateway().with(full(false)).judge(up(NOW + 64)));
        ReceiverState oldestAnswered = full(false).answered(NOW, DIGEST);
        assertThat(Receiver.gateway().with(oldestAnswered).judge(up(NOW + 64)).kind())
                .isEqualTo(Judgement.Kind.FRESH);
        ReceiverState oldestGivenUp = full(false).raiseFloor(NOW + 1);
        assertThat(Receiver.gateway().with(oldestGivenUp).judge(up(NOW + 64)).kind())
                .isEqualTo(Judgement.Kind.FRESH);
    }

    @Test
    void linkControlStandsOutsideTheMemoryAndOnlyHasToRise() {
        SignedMessage control = Messages.up(NOW, PrivateMessageCode.LINK_CONTROL, JSON);
        assertThat(Receiver.gateway().with(full(false)).judge(control)).isEqualTo(new Judgement.LinkControl(control));
        ReceiverState higher = ReceiverState.withFloor(NOW - 1000).acceptLinkControl(NOW);
        refused(Refusal.LINK_COUNTER, Receiver.gateway().with(higher).judge(control));
        SignedMessage next = Messages.up(NOW + 1, PrivateMessageCode.LINK_CONTROL, JSON);
        assertThat(Receiver.gateway().with(higher).judge(next).kind()).isEqualTo(Judgement.Kind.LINK_CONTROL);
        assertThat(Receiver.gateway().with(higher).judge(up(NOW)).kind()).isEqualTo(Judgement.Kind.FRESH);
        SignedMessage far = Messages.up(NOW + DAY + 1, PrivateMessageCode.LINK_CONTROL, JSON);
        refused(Refusal.COUNTER_FAR_AHEAD, Receiver.gateway().judge(far));
    }

    @Test
    void anAnswerIsAcceptedOnceForAnOutstandingCounter() {
        SignedMessage answer = Messages.answer(up(NOW), Messages.xml("answer"));
        SenderState sender = SenderState.FRESH.signed(NOW);
        assertThat(Receiver.cem().with(sender.window()).judge(answer))
                .isEqualTo(new Judgement.Answer(answer, PrivateMessageCode.OPENADR));
        SenderState done = sender.signed(NOW + 1).settled(NOW);
        refused(Refusal.NOT_OUTSTANDING, Receiver.cem().with(done.window()).judge(answer));
        refused(Refusal.NOT_OUTSTANDING, Receiver.cem().judge(answer));
    }

    @Test
    void aWelcomeAnswersTheHelloThatIsAwaitedAndNoOther() {
        SignedMessage welcome = Messages.answer(Messages.up(NOW, PrivateMessageCode.LINK_CONTROL, JSON), JSON);
        assertThat(Receiver.cem().awaiting(NOW).judge(welcome).kind()).isEqualTo(Judgement.Kind.ANSWER);
        refused(Refusal.NOT_OUTSTANDING, Receiver.cem().awaiting(NOW + 1).judge(welcome));
        refused(Refusal.NOT_OUTSTANDING, Receiver.cem().judge(welcome));
        Receiver waiting = Receiver.cem().with(SenderState.FRESH.signed(NOW).window());
        refused(Refusal.NOT_OUTSTANDING, waiting.judge(welcome));
        SignedMessage ordinary = Messages.answer(up(NOW), Messages.xml("x"));
        refused(Refusal.NOT_OUTSTANDING, Receiver.cem().awaiting(NOW).judge(ordinary));
    }

    /** What is wrong with a message, in the order in which it has to be found. */
    private enum Wrong {
        SHAPE,
        CODE,
        TARGET,
        ORIGINATOR,
        COUNTER_SPENT,
        SIGNATURE
    }

    private static Octets wrongIn(Set<Wrong> faults) {
        GroupingHeader header = new GroupingHeader(
                CraFlag.ALERT,
                faults.contains(Wrong.COUNTER_SPENT) ? 1 : NOW,
                faults.contains(Wrong.ORIGINATOR) ? Messages.STRANGER : Messages.CEM,
                faults.contains(Wrong.TARGET) ? Messages.STRANGER : Messages.DSRSP,
                Octets.EMPTY,
                Octets.ofHex(faults.contains(Wrong.CODE) ? "0053" : "7F01"));
        KeyPair keys = faults.contains(Wrong.SIGNATURE) ? Keys.STRANGER : Keys.CEM;
        Octets octets = Messages.sign(header, Messages.xml("x"), keys).octets();
        return faults.contains(Wrong.SHAPE) ? Octets.concat(octets, Octets.ofHex("00")) : octets;
    }

    @Test
    void aMessageThatIsWrongInSeveralWaysIsRefusedForTheEarliest() {
        int sets = 0;
        List<Wrong> order = List.of(Wrong.values());
        for (int bits = 1; bits < 1 << order.size(); bits++) {
            Set<Wrong> faults = EnumSet.noneOf(Wrong.class);
            for (int place = 0; place < order.size(); place++) {
                if ((bits & 1 << place) != 0) {
                    faults.add(order.get(place));
                }
            }
            Wrong earliest = faults.iterator().next();
            refused(Refusal.valueOf(earliest.name()), Receiver.gateway().judge(wrongIn(faults)));
            sets++;
        }
        assertThat(sets).isEqualTo(63);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(
            value = Refusal.class,
            names = {"COUNTER_FAR_AHEAD", "WINDOW_FULL", "LINK_COUNTER", "NOT_OUTSTANDING"})
    void everyRuleOfTheCounterComesBeforeTheSignature(Refusal rule) {
        KeyPair forger = Keys.STRANGER;
        Judgement judgement = switch (rule) {
            case COUNTER_FAR_AHEAD ->
                Receiver.gateway().judge(Messages.sign(up(-1L).header(), Messages.xml("x"), forger));
            case WINDOW_FULL ->
                Receiver.gateway()
                        .with(full(false))
                        .judge(Messages.sign(up(NOW + 64).header(), Messages.xml("x"), forger));
            case LINK_COUNTER -> {
                GroupingHeader header =
                        Messages.up(1, PrivateMessageCode.LINK_CONTROL, JSON).header();
                yield Receiver.gateway().judge(Messages.sign(header, JSON, forger));
            }
            default -> Receiver.cem().judge(Messages.sign(up(NOW).header().answer(), JSON, forger));
        };
        refused(rule, judgement);
    }

    @Test
    void everySingleBitCounts() throws MalformedException {
        SignedMessage message = Messages.up(NOW, "p");
        Receiver receiver = Receiver.gateway();
        Set<Refusal> seen = EnumSet.noneOf(Refusal.class);
        int accepted = 0;
        for (int bit = 0; bit < 8 * message.octets().size(); bit++) {
            byte[] octets = message.octets().toArray();
            octets[bit / 8] ^= (byte) (1 << bit % 8);
            Judgement judgement = receiver.judge(Octets.of(octets));
            if (judgement instanceof Judgement.Refused refused) {
                seen.add(refused.reason());
            } else {
                accepted++;
            }
        }
        assertThat(accepted).isZero();
        assertThat(seen).contains(Refusal.SHAPE, Refusal.CODE, Refusal.TARGET, Refusal.ORIGINATOR, Refusal.SIGNATURE);
        assertThat(receiver.received())
                .isEqualTo(Receiver.gateway().with(receiver.received()).received());
        assertThat(receiver.received().memory().messages()).isEmpty();
        assertThat(receiver.received().memory().floor()).isEqualTo(NOW - 1000);
        assertThat(receiver.received().highestLinkControl()).isEqualTo(NOW - 1000);
    }

    @ParameterizedTest(name = "{0} octets more")
    @ValueSource(ints = {1, 2, 64, 65})
    void trailingOctetsAreRefused(int more) {
        refused(Refusal.SHAPE, Receiver.gateway().judge(Octets.concat(up(NOW).octets(), Octets.of(new byte[more]))));
    }

    @Test
    void everyRefusalHasItsOwnCodeAndSentence() {
        assertThat(Arrays.stream(Refusal.values()).map(Refusal::code))
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[a-z-]+"));
        assertThat(Arrays.stream(Refusal.values()).map(Refusal::meaning)).doesNotHaveDuplicates();
    }
}
