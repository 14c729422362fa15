package uk.route2b.protocol.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.specimen.Keys;
import uk.route2b.protocol.specimen.Messages;

/** A transcript that holds is found to hold, and each thing that can be wrong with one is found and named. */
class TranscriptJudgeTest {
    private static final long NOW = 1_764_000_000_000L;
    private static final TranscriptHead HEAD =
            new TranscriptHead(Messages.DSRSP, Messages.CEM, Optional.of(NOW), Optional.of(NOW + 999), NOW + 5_000);
    private static final TranscriptParties PARTIES = new TranscriptParties(TranscriptJudgeTest::keys, Ecdsa.PLATFORM);

    private static List<PublicKey> keys(EntityIdentifier entity) {
        if (entity.equals(Messages.DSRSP)) {
            return List.of(Keys.DSRSP.getPublic());
        }
        return entity.equals(Messages.CEM) ? List.of(Keys.CEM.getPublic()) : List.of();
    }

    private static SignedMessage down(long counter) {
        return Messages.down(counter, PrivateMessageCode.OPENADR, Messages.xml("<down n='" + counter + "'/>"));
    }

    private static SignedMessage up(long counter) {
        return Messages.up(counter, "<up n='" + counter + "'/>");
    }

    private static SignedMessage receipt(SignedMessage message) {
        return Messages.answer(
                message, Receipt.of(message, ReceiptStatus.STORED, "").content());
    }

    private static TranscriptEntry entry(SignedMessage message, SignedMessage answer) {
        return entry(message, Optional.of(answer.octets()), message.header().counter());
    }

    private static TranscriptEntry entry(SignedMessage message, Optional<Octets> answer, long counter) {
        return new TranscriptEntry(
                message.header().originator().equals(Messages.DSRSP),
                counter,
                message.header().code(),
                NOW + 10,
                message.digest(),
                Optional.of(message.octets()),
                answer.isPresent() ? TranscriptEntry.End.ANSWERED : TranscriptEntry.End.OPEN,
                answer.map(ignored -> NOW + 20),
                answer);
    }

    /** Two down and two up, all answered but the last. */
    private static List<TranscriptEntry> sound() {
        SignedMessage request = up(50);
        return List.of(
                entry(down(100), receipt(down(100))),
                entry(request, Messages.answer(request, Messages.xml("<answer/>"))),
                entry(down(101), receipt(down(101))),
                entry(up(51), Optional.empty(), 51));
    }

    private static List<Octets> lines(List<TranscriptEntry> entries) {
        List<Octets> lines = new ArrayList<>();
        lines.add(HEAD.line());
        entries.forEach(entry -> lines.add(entry.line()));
        lines.add(tail(lines).line());
        return lines;
    }

    private static TranscriptTail tail(List<Octets> lines) {
        TranscriptDigest digest = new TranscriptDigest();
        lines.forEach(digest::add);
        return digest.tail();
    }

    private record Outcome(List<TranscriptReason> lines, List<TranscriptReason> file) {}

    private static Outcome judge(List<Octets> lines) {
        try {
            TranscriptJudge judge = TranscriptJudge.begin(lines.get(0), PARTIES);
            List<TranscriptReason> reasons = new ArrayList<>();
            lines.stream()
                    .skip(1)
                    .forEach(line -> judge.next(line).ifPresent(judgement -> reasons.addAll(judgement.reasons())));
            return new Outcome(reasons, judge.finish());
        } catch (MalformedException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private static List<TranscriptReason> reasons(TranscriptEntry... entries) {
        Outcome outcome = judge(lines(List.of(entries)));
        assertThat(outcome.file()).isEmpty();
        return outcome.lines();
    }

    @Test
    void aSoundTranscriptHolds() {
        assertThat(judge(lines(sound()))).isEqualTo(new Outcome(List.of(), List.of()));
    }

    @Test
    void anEmptyPeriodHolds() {
        assertThat(reasons()).isEmpty();
    }

    @Test
    void linesAreReadAsTheyWereWritten() throws Exception {
        for (TranscriptEntry entry : sound()) {
            assertThat(TranscriptEntry.read(uk.route2b.protocol.json.JsonObject.read(entry.line())))
                    .isEqualTo(entry);
        }
        assertThat(TranscriptHead.read(HEAD.line())).isEqualTo(HEAD);
    }

    /** Every octet of message and answer: signature, identities, counter, body. */
    @Test
    void eachChangedOctetIsFound() {
        SignedMessage message = down(100);
        SignedMessage answer = receipt(message);
        for (int at = 0; at < message.octets().size(); at++) {
            TranscriptEntry sound = entry(message, answer);
            TranscriptEntry changed = withMessage(sound, flip(message.octets(), at));
            assertThat(reasons(changed)).as("octet %d of the message", at).isNotEmpty();
        }
        for (int at = 0; at < answer.octets().size(); at++) {
            TranscriptEntry changed = entry(message, Optional.of(flip(answer.octets(), at)), 100);
            assertThat(reasons(changed)).as("octet %d of the answer", at).isNotEmpty();
        }
    }

    private static Octets flip(Octets octets, int at) {
        byte[] changed = octets.toArray();
        changed[at] ^= 1;
        return Octets.of(changed);
    }

    /** A forger's digest fits, so that only the signature can tell. */
    private static TranscriptEntry withMessage(TranscriptEntry entry, Octets message) {
        Octets digest = entry.digest();
        try {
            digest = uk.route2b.protocol.message.SignedMessageReader.DEFAULT
                    .read(message)
                    .digest();
        } catch (MalformedException kept) {
            assertThat(kept).isNotNull();
        }
        return new TranscriptEntry(
                entry.down(),
                entry.counter(),
                entry.code(),
                entry.atMillis(),
                digest,
                Optional.of(message),
                entry.end(),
                entry.answeredMillis(),
                entry.answer());
    }

    @Test
    void swappedAnswersAreFound() {
        SignedMessage first = down(100);
        SignedMessage second = down(101);
        assertThat(reasons(entry(first, receipt(second)), entry(second, receipt(first))))
                .containsExactly(
                        TranscriptReason.ANSWER_COUNTER,
                        TranscriptReason.RECEIPT_DIGEST,
                        TranscriptReason.ANSWER_COUNTER,
                        TranscriptReason.RECEIPT_DIGEST);
    }

    @Test
    void aReceiptForOtherOctetsIsFound() {
        SignedMessage message = down(100);
        SignedMessage answer = Messages.answer(
                message, Receipt.of(up(100), ReceiptStatus.STORED, "").content());
        assertThat(reasons(entry(message, answer))).containsExactly(TranscriptReason.RECEIPT_DIGEST);
    }

    @Test
    void aDuplicateCounterIsFound() {
        SignedMessage message = down(100);
        SignedMessage other = Messages.down(100, PrivateMessageCode.OPENADR, Messages.xml("<other/>"));
        assertThat(reasons(entry(message, receipt(message)), entry(other, receipt(other))))
                .containsExactly(TranscriptReason.COUNTER_TWICE);
        assertThat(reasons(entry(up(7), receipt(up(7))), entry(up(7), receipt(up(7)))))
                .containsExactly(TranscriptReason.COUNTER_TWICE);
    }

    @Test
    void ourCountersRiseAndThoseOfTheCemMayOvertakeEachOtherWithinItsMemory() {
        assertThat(reasons(entry(down(101), receipt(down(101))), entry(down(100), receipt(down(100)))))
                .containsExactly(TranscriptReason.COUNTER_ORDER);
        assertThat(reasons(entry(up(101), receipt(up(101))), entry(up(100), receipt(up(100)))))
                .isEmpty();
        List<TranscriptEntry> late = new ArrayList<>();
        for (int counter = 200; counter < 264; counter++) {
            late.add(entry(up(counter), receipt(up(counter))));
        }
        late.add(entry(up(100), receipt(up(100))));
        assertThat(judge(lines(late)).lines()).containsExactly(TranscriptReason.COUNTER_ORDER);
    }

    @Test
    void theLineOfAnotherCemIsFound() {
        GroupingHeader header = GroupingHeader.of(
                CraFlag.ALERT, 70, Messages.STRANGER, Messages.DSRSP, PrivateMessageCode.OPENADR.code());
        SignedMessage foreign = Messages.sign(header, Messages.xml("<foreign/>"), Keys.STRANGER);
        assertThat(reasons(entry(foreign, Optional.empty(), 70)))
                .containsExactly(TranscriptReason.MESSAGE_PARTIES, TranscriptReason.NO_CERTIFICATE);
    }

    @Test
    void swappedIdentitiesAreFound() {
        SignedMessage message = down(100);
        GroupingHeader same = GroupingHeader.of(
                CraFlag.RESPONSE, 100, Messages.DSRSP, Messages.CEM, PrivateMessageCode.OPENADR.code());
        SignedMessage own = Messages.sign(
                same, Receipt.of(message, ReceiptStatus.STORED, "").content(), Keys.DSRSP);
        assertThat(reasons(entry(message, own))).containsExactly(TranscriptReason.ANSWER_PARTIES);
    }

    @Test
    void anAnswerSignedByTheWrongPartyIsFound() {
        SignedMessage message = down(100);
        SignedMessage forged = Messages.sign(
                message.header().answer(),
                Receipt.of(message, ReceiptStatus.STORED, "").content(),
                Keys.DSRSP);
        assertThat(reasons(entry(message, forged))).containsExactly(TranscriptReason.ANSWER_SIGNATURE);
    }

    @Test
    void anAnswerWithAnotherCodeIsFound() {
        SignedMessage message = down(100);
        GroupingHeader other = GroupingHeader.of(
                CraFlag.RESPONSE, 100, Messages.CEM, Messages.DSRSP, PrivateMessageCode.LINK_CONFIGURATION.code());
        SignedMessage answer = Messages.sign(
                other, Receipt.of(message, ReceiptStatus.STORED, "").content(), Keys.CEM);
        assertThat(reasons(entry(message, answer))).containsExactly(TranscriptReason.ANSWER_CODE);
    }

    @Test
    void aLineThatDisagreesWithItsMessageIsFound() {
        assertThat(reasons(entry(down(100), Optional.empty(), 99))).containsExactly(TranscriptReason.MESSAGE_LINE);
    }

    @Test
    void whatLiesOutsideThePeriodIsFound() {
        SignedMessage message = down(100);
        TranscriptEntry late = new TranscriptEntry(
                true,
                100,
                message.header().code(),
                NOW + 999,
                message.digest(),
                Optional.of(message.octets()),
                TranscriptEntry.End.GIVEN_UP,
                Optional.empty(),
                Optional.empty());
        assertThat(reasons(late)).containsExactly(TranscriptReason.PERIOD);
    }

    @Test
    void anAnswerToWhatIsSaidToBeOpenIsFound() {
        SignedMessage message = down(100);
        TranscriptEntry entry = new TranscriptEntry(
                true,
                100,
                message.header().code(),
                NOW,
                message.digest(),
                Optional.of(message.octets()),
                TranscriptEntry.End.OPEN,
                Optional.empty(),
                Optional.of(receipt(message).octets()));
        assertThat(reasons(entry)).containsExactly(TranscriptReason.ANSWER_END);
    }

    /** Of a message whose octets are gone its receipt still proves that its target holds what has this digest. */
    @Test
    void aPrunedMessageIsJudgedByItsDigest() {
        SignedMessage message = down(100);
        assertThat(reasons(pruned(message, message.digest()))).isEmpty();
        assertThat(reasons(pruned(message, down(101).digest()))).containsExactly(TranscriptReason.RECEIPT_DIGEST);
        assertThat(pruned(message, message.digest()).line().text()).contains("\"pruned\":[\"message\"]");
    }

    private static TranscriptEntry pruned(SignedMessage message, Octets digest) {
        return new TranscriptEntry(
                true,
                100,
                message.header().code(),
                NOW,
                digest,
                Optional.empty(),
                TranscriptEntry.End.ANSWERED,
                Optional.of(NOW + 1),
                Optional.of(receipt(message).octets()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aRemovedLineIsFoundByTheLastLine(int removed) {
        List<Octets> lines = lines(sound());
        lines.remove(removed);
        assertThat(judge(lines).file()).containsExactly(TranscriptReason.FILE_COUNT, TranscriptReason.FILE_DIGEST);
    }

    /** What docs/evidence.md says: nobody signs the file, so who makes a new last line can leave out what he likes. */
    @Test
    void aLineRemovedByAForgerIsNotFound() {
        List<TranscriptEntry> less = new ArrayList<>(sound());
        less.remove(1);
        assertThat(judge(lines(less))).isEqualTo(new Outcome(List.of(), List.of()));
    }

    @Test
    void aFileThatWasCutShortIsFound() {
        List<Octets> lines = lines(sound());
        assertThat(judge(lines.subList(0, lines.size() - 1)).file()).containsExactly(TranscriptReason.FILE_CUT);
    }

    @Test
    void swappedAndAddedLinesAreFound() {
        List<Octets> swapped = lines(sound());
        Collections.swap(swapped, 1, 2);
        assertThat(judge(swapped).file()).containsExactly(TranscriptReason.FILE_DIGEST);
        List<Octets> added = lines(sound());
        added.add(added.get(1));
        assertThat(judge(added).file()).containsExactly(TranscriptReason.AFTER_END);
        assertThat(judge(added).lines()).containsExactly(TranscriptReason.COUNTER_TWICE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "{\"direction\":\"sideways\",\"counter\":\"1\",\"code\":\"7F01\",\"time\":1,\"digest\":\"\",\"end\":\"open\"}",
                "{\"direction\":\"up\",\"counter\":\"-1\",\"code\":\"7F01\",\"time\":1,\"digest\":\"\",\"end\":\"open\"}",
                "{\"direction\":\"up\",\"counter\":\"1\",\"code\":\"7F01\",\"time\":1,\"digest\":\"0\",\"end\":\"open\"}",
                "{\"direction\":\"up\",\"direction\":\"down\"}",
            })
    void aLineThatCannotBeReadIsFound(String text) {
        List<Octets> lines = new ArrayList<>(List.of(HEAD.line(), Octets.ofText(text)));
        lines.add(tail(lines).line());
        assertThat(judge(lines)).isEqualTo(new Outcome(List.of(TranscriptReason.LINE), List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"route2bTranscript\":2,\"dsrsp\":\"90-B3-D5-1F-30-01-00-08\",\"cem\":\"00-DB-12-34-56-78-90-C1\",\"written\":1}",
                "{\"route2bTranscript\":1,\"dsrsp\":\"nobody\",\"cem\":\"00-DB-12-34-56-78-90-C1\",\"written\":1}",
            })
    void aFileThatIsNoTranscriptIsRefused(String first) {
        assertThatThrownBy(() -> TranscriptJudge.begin(Octets.ofText(first), PARTIES))
                .isInstanceOf(MalformedException.class);
    }
}
