package uk.route2b.pki.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.Pem;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.UnsignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.transcript.TranscriptDigest;
import uk.route2b.protocol.transcript.TranscriptEntry;
import uk.route2b.protocol.transcript.TranscriptHead;

/** {@code message verify} with a transcript, as a person in a dispute and as a program use it. */
class TranscriptVerifyTest {
    private static final EntityIdentifier DSRSP = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-08");
    private static final EntityIdentifier CEM = EntityIdentifier.parse("00-DB-12-34-56-78-90-C1");
    private static final long BORN = 1_764_000_000_000L;

    @TempDir
    static Path folder;

    private static IssuedIdentity dsrsp;
    private static IssuedIdentity cem;

    @BeforeAll
    static void issue() throws Exception {
        TestHierarchy hierarchy = TestHierarchy.create(Run.NOW);
        dsrsp = hierarchy.organisation(RemotePartyRole.LOAD_CONTROLLER, DSRSP, KeyUse.DIGITAL_SIGNATURE);
        cem = hierarchy.device(CEM, KeyUse.DIGITAL_SIGNATURE);
        Files.writeString(folder.resolve("dsrsp.pem"), Pem.text(dsrsp.chain()));
        Files.writeString(folder.resolve("cem.pem"), Pem.text(cem.chain()));
    }

    private static SignedMessage down(long counter) {
        GroupingHeader header =
                GroupingHeader.of(CraFlag.COMMAND, counter, DSRSP, CEM, PrivateMessageCode.OPENADR.code());
        return sign(dsrsp, header, Content.plain(ContentFormat.XML, Octets.ofText("<event/>")));
    }

    private static SignedMessage sign(IssuedIdentity by, GroupingHeader header, Content content) {
        return UnsignedMessage.of(header, content).sign(Ecdsa.signer(by.key()));
    }

    private static SignedMessage receipt(SignedMessage message, String detail) {
        ReceiptStatus status = detail.isEmpty() ? ReceiptStatus.STORED : ReceiptStatus.REFUSED;
        return sign(
                cem,
                message.header().answer(),
                Receipt.of(message, status, detail).content());
    }

    private static TranscriptEntry entry(SignedMessage message, Optional<SignedMessage> answer) {
        return new TranscriptEntry(
                true,
                message.header().counter(),
                message.header().code(),
                message.header().counter(),
                message.digest(),
                Optional.of(message.octets()),
                answer.isPresent() ? TranscriptEntry.End.ANSWERED : TranscriptEntry.End.OPEN,
                answer.map(ignored -> BORN + 3_600_000),
                answer.map(SignedMessage::octets));
    }

    private static List<String> sound() {
        SignedMessage first = down(BORN);
        SignedMessage second = down(BORN + 1);
        return lines(List.of(
                entry(first, Optional.of(receipt(first, ""))),
                entry(second, Optional.of(receipt(second, "bad\u001b[2Jpayload"))),
                entry(down(BORN + 2), Optional.empty())));
    }

    private static List<String> lines(List<TranscriptEntry> entries) {
        TranscriptDigest digest = new TranscriptDigest();
        List<Octets> lines = new ArrayList<>();
        lines.add(new TranscriptHead(DSRSP, CEM, Optional.empty(), Optional.empty(), BORN).line());
        entries.forEach(entry -> lines.add(entry.line()));
        lines.forEach(digest::add);
        lines.add(digest.tail().line());
        return lines.stream().map(Octets::text).toList();
    }

    private static Path file(String name, List<String> lines) throws Exception {
        return Files.write(folder.resolve(name), lines);
    }

    private static Run verify(Object... more) {
        List<Object> words = new ArrayList<>(List.of(
                "message",
                "verify",
                "--certificate",
                folder.resolve("dsrsp.pem"),
                "--certificate",
                folder.resolve("cem.pem")));
        words.addAll(Arrays.asList(more));
        return Run.of(words.toArray());
    }

    private static JsonNode json(Run run) {
        return JsonMapper.builder().build().readTree(run.out());
    }

    @Test
    void theReportSaysWhoConfirmedWhatAndWhatHasNoAnswer() throws Exception {
        Run run = verify(file("sound.jsonl", sound()));
        assertThat(run.exit()).as(run.err() + run.out()).isZero();
        assertThat(run.out())
                .contains("DSRSP 90-B3-D5-1F-30-01-00-08 signed this message")
                .contains("CEM 00-DB-12-34-56-78-90-C1 confirmed that it holds these octets (receipt 00)"
                        + "; the gateway says that it kept this answer at 2025-11-24T17:00:00Z")
                .contains("said: refused (receipt 01, \"bad?[2Jpayload\")")
                .contains("no answer on record")
                .contains("sound.jsonl: verified, 3 messages, 3 down and 0 up, 2 answered, 1 without an answer")
                .contains("with the certificate of " + DSRSP);
    }

    @Test
    void aProgramReadsCountsAndFindings() throws Exception {
        List<String> changed = new ArrayList<>(sound());
        changed.set(1, changed.get(1).replace(Octets.ofText("<event/>").hex(), "3C6576656E543F2F"));
        Run run = verify("--json", file("sound.jsonl", sound()), file("changed.jsonl", changed));
        assertThat(run.exit()).isEqualTo(1);
        JsonNode sound = json(run).get(0);
        assertThat(sound.get("verified").asBoolean()).isTrue();
        assertThat(sound.get("reason").isNull()).isTrue();
        assertThat(sound.at("/transcript/counts/exchanges").asInt()).isEqualTo(3);
        assertThat(sound.at("/transcript/counts/receipts/stored").asInt()).isEqualTo(1);
        JsonNode bad = json(run).get(1);
        assertThat(bad.get("file").asString()).endsWith("changed.jsonl");
        assertThat(bad.get("verified").asBoolean()).isFalse();
        assertThat(bad.get("reason").asString()).isEqualTo("message-line");
        assertThat(bad.at("/transcript/findings").findValuesAsString("reason"))
                .containsExactly("message-line", "message-signature", "file-digest");
        assertThat(bad.at("/transcript/findings/0/line").asInt()).isEqualTo(2);
        assertThat(bad.at("/transcript/findings/0/direction").asString()).isEqualTo("down");
    }

    @Test
    void aLineThatIsRemovedOrCutOffIsFound() throws Exception {
        List<String> removed = new ArrayList<>(sound());
        removed.remove(2);
        assertThat(verify(file("removed.jsonl", removed)).out())
                .contains("not verified, 2 findings; the first: file-count");
        assertThat(verify(file("cut.jsonl", sound().subList(0, 2))).out()).contains("file-cut");
    }

    /** A transcript that went through another system's text mode says the same. */
    @Test
    void lineEndsOfAnotherSystemChangeNothing() throws Exception {
        Path file = Files.writeString(folder.resolve("crlf.jsonl"), String.join("\r\n", sound()) + "\r\n");
        assertThat(verify(file).exit()).isZero();
    }

    @Test
    void standardInputAndSingleMessagesGoTogether() throws Exception {
        Path message =
                Files.write(folder.resolve("message.bin"), down(BORN).octets().toArray());
        byte[] transcript = String.join("\n", sound()).getBytes(StandardCharsets.UTF_8);
        Run run = Run.with(
                transcript,
                "message",
                "verify",
                "--json",
                "--certificate",
                folder.resolve("dsrsp.pem"),
                "--certificate",
                folder.resolve("cem.pem"),
                "-",
                message);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(json(run).get(0).get("file").asString()).isEqualTo("-");
        assertThat(json(run).get(1).get("counter").asString()).isEqualTo(Long.toString(BORN));
    }

    @Test
    void withoutTheCertificateOfOneNothingOfItsIsProven() throws Exception {
        Run run =
                Run.of("message", "verify", "--certificate", folder.resolve("dsrsp.pem"), file("sound.jsonl", sound()));
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("WRONG no-certificate").doesNotContain("confirmed that it holds");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "{}", "{\"route2bTranscript\":99}", "{\u0000\u0001\u0002", "{\"a\":{\"b\":{\"c\":[[[[[[[[["
            })
    void whatOnlyBeginsLikeATranscriptIsAFinding(String text) throws Exception {
        Run run = verify("--json", Files.writeString(folder.resolve("hostile"), text));
        assertThat(run.exit()).isEqualTo(1);
        assertThat(json(run).get(0).get("reason").asString()).isEqualTo("first-line");
    }

    @Test
    void anEmptyOrAbsentFileIsExitThree() throws Exception {
        Run empty = verify(Files.write(folder.resolve("empty"), new byte[0]));
        assertThat(empty.exit()).isEqualTo(3);
        assertThat(empty.err()).contains("it is empty");
        assertThat(verify(folder.resolve("absent")).exit()).isEqualTo(3);
        assertThat(verify(folder).exit()).isEqualTo(3);
    }

    /** A line of 40 MB is passed over and not held. */
    @Test
    void aLineLongerThanAnyCanBeIsAFinding() throws Exception {
        Path file = folder.resolve("long.jsonl");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write((sound().get(0) + "\n{\"direction\":\"").getBytes(StandardCharsets.UTF_8));
            byte[] piece = "A".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int count = 0; count < 40; count++) {
                out.write(piece);
            }
            out.write(("\n" + sound().get(1) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        Run run = verify("--json", file);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(json(run).at("/0/transcript/findings").findValuesAsString("reason"))
                .containsExactly("line", "file-cut");
    }

    @Test
    void thousandsOfFindingsAreCountedAndNotAllListed() throws Exception {
        List<String> lines = new ArrayList<>(List.of(sound().get(0)));
        lines.addAll(java.util.Collections.nCopies(5_000, "rubbish"));
        JsonNode transcript =
                json(verify("--json", file("rubbish.jsonl", lines))).at("/0/transcript");
        assertThat(transcript.get("findingsInAll").asInt()).isEqualTo(5_001);
        assertThat(transcript.get("findings")).hasSize(1_000);
    }
}
