package uk.route2b.pki.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
import uk.route2b.protocol.transcript.TraceLine;

/** {@code message verify} and {@code message inspect} with the lines of {@code message trace}. */
class TraceReadTest {
    private static final EntityIdentifier DSRSP = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-08");
    private static final EntityIdentifier CEM = EntityIdentifier.parse("00-DB-12-34-56-78-90-C1");
    private static final long BORN = 1_764_000_000_000L;

    @TempDir
    static Path folder;

    private static List<String> lines;

    /** A command with its receipt, and an alert whose octets have been pruned. */
    @BeforeAll
    static void trace() throws Exception {
        TestHierarchy hierarchy = TestHierarchy.create(Run.NOW);
        IssuedIdentity dsrsp = hierarchy.organisation(RemotePartyRole.LOAD_CONTROLLER, DSRSP, KeyUse.DIGITAL_SIGNATURE);
        IssuedIdentity cem = hierarchy.device(CEM, KeyUse.DIGITAL_SIGNATURE);
        Files.writeString(folder.resolve("dsrsp.pem"), Pem.text(dsrsp.chain()));
        Files.writeString(folder.resolve("cem.pem"), Pem.text(cem.chain()));
        GroupingHeader header = GroupingHeader.of(CraFlag.COMMAND, BORN, DSRSP, CEM, PrivateMessageCode.OPENADR.code());
        SignedMessage message = UnsignedMessage.of(
                        header, Content.plain(ContentFormat.XML, Octets.ofText("<oadrPoll/>")))
                .sign(Ecdsa.signer(dsrsp.key()));
        SignedMessage receipt = UnsignedMessage.of(
                        header.answer(),
                        Receipt.of(message, ReceiptStatus.STORED, "").content())
                .sign(Ecdsa.signer(cem.key()));
        lines = List.of(
                line(true, CraFlag.COMMAND, Optional.of(message.octets())),
                line(false, CraFlag.RESPONSE, Optional.of(receipt.octets())),
                line(false, CraFlag.ALERT, Optional.empty()));
    }

    private static String line(boolean down, CraFlag cra, Optional<Octets> octets) {
        return new TraceLine(BORN, down, Optional.of("2a"), PrivateMessageCode.OPENADR.code(), cra, BORN, octets)
                .line()
                .text();
    }

    private static Path file(String name, List<String> some) throws Exception {
        return Files.write(folder.resolve(name), some);
    }

    private static Run verify(Object... more) {
        List<Object> words = new ArrayList<>(List.of("message", "verify"));
        for (String certificate : List.of("dsrsp.pem", "cem.pem")) {
            words.addAll(List.of("--certificate", folder.resolve(certificate)));
        }
        words.addAll(List.of(more));
        return Run.of(words.toArray());
    }

    private static JsonNode json(Run run) {
        return JsonMapper.builder().build().readTree(run.out());
    }

    @Test
    void aLineIsForAPersonAndSorts() {
        assertThat(lines.get(0)).startsWith("2025-11-24T16:00:00.000Z down 2a 7F01 command 1764000000000 DF09");
        assertThat(lines.get(2)).isEqualTo("2025-11-24T16:00:00.000Z up 2a 7F01 alert 1764000000000 pruned");
    }

    @Test
    void eachLineIsVerifiedAndCalledByItsNumber() throws Exception {
        Run run = verify(file("trace.txt", lines));
        assertThat(run.exit()).as(run.err() + run.out()).isZero();
        assertThat(run.out().lines()).hasSize(2);
        assertThat(run.out()).contains("trace.txt:1: verified (command 7F01", "trace.txt:2: verified (response 7F01");
    }

    @Test
    void whatIsChangedOrNoLineIsFoundAndTheOthersHold() throws Exception {
        List<String> changed = new ArrayList<>(lines);
        changed.set(
                0,
                lines.get(0)
                        .replace(
                                Octets.ofText("<oadr").hex(),
                                Octets.ofText("<oads").hex()));
        changed.add("2025-11-24T16:00:00.000Z what is this");
        changed.add("2025-11-24T16:00:00.000Z up - 7F01 alert 1 no-digits");
        Run run = verify("--json", file("changed.txt", changed));
        assertThat(run.exit()).isEqualTo(1);
        assertThat(json(run).findValues("verified"))
                .extracting(JsonNode::asBoolean)
                .containsExactly(false, true, false, false);
        assertThat(json(run).get(2).path("file").asString()).endsWith("changed.txt:4");
    }

    /** Exit code 0 would say that something holds. */
    @Test
    void aTraceInWhichNothingIsLeftDoesNotVerify() throws Exception {
        Run run = verify(file("pruned.txt", lines.subList(2, 3)));
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("no-message");
    }

    @Test
    void eachLineIsInspectedAlsoFromAPipe() throws Exception {
        byte[] some = String.join("\n", lines.subList(0, 2)).getBytes(StandardCharsets.UTF_8);
        Run run = Run.with(some, "message", "inspect", "--json", "-");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(json(run).get(0).path("file").asString()).isEqualTo("-:1");
        assertThat(json(run).get(1).path("receipt").asString()).isEqualTo("stored");
        Run broken = Run.of("message", "inspect", file("broken.txt", List.of("2025-11-24 is not one")));
        assertThat(broken.exit()).isEqualTo(1);
        assertThat(broken.out()).contains("broken.txt:1", "error");
    }
}
