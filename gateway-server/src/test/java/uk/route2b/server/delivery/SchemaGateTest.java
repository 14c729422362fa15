package uk.route2b.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.protocol.openadr.OpenAdrXml;
import uk.route2b.server.audit.Audit;
import uk.route2b.server.audit.Ruling;
import uk.route2b.server.audit.Verdict;
import uk.route2b.server.checks.Checks;
import uk.route2b.server.checks.schema.SchemaCheck;
import uk.route2b.server.checks.schema.SmallSchema;
import uk.route2b.server.link.FakeSocket;
import uk.route2b.server.link.LinkRig;
import uk.route2b.server.testing.Bench;
import uk.route2b.server.testing.CemPen;
import uk.route2b.server.vtn.VtnAnswer;

/** What breaks the operator's schema is told, or refused with a reason of its own, whatever brings it. */
class SchemaGateTest {
    private static final String GOOD = OpenAdrXml.document("oadrPoll", "", true);
    private static final String BAD = OpenAdrXml.document("oadrPoll", "<oadr:strange/>", true);
    private static final String GOOD_ANSWER = OpenAdrXml.document("oadrResponse", "", true);
    private static final String BAD_ANSWER = OpenAdrXml.document("oadrResponse", "<oadr:strange/>", true);

    @TempDir
    private Path folder;

    private final Bench bench = new Bench();
    private final LinkRig rig = new LinkRig(bench);
    private final List<Verdict> verdicts = new ArrayList<>();

    private FakeSocket start(boolean refuses) throws Exception {
        Audit audit = new Audit() {
            @Override
            public void note(Verdict verdict) {
                verdicts.add(verdict);
            }

            @Override
            public void stranger(String reason, String peer) {
                throw new AssertionError("nobody here is a stranger");
            }
        };
        SchemaCheck schema = SchemaCheck.read(SmallSchema.in(folder), refuses);
        bench.checking(new Checks(audit, Optional.empty(), Optional.empty(), Optional.of(schema)))
                .restart();
        return rig.welcomed(1);
    }

    private void ask(String xml) {
        bench.inbox.accept(
                bench.counterpart(),
                bench.pen.alert(
                        PrivateMessageCode.OPENADR,
                        OpenAdrExchange.of(Octets.ofText(xml)).forLink(),
                        bench.pen.next()),
                PrivateMessageCode.OPENADR,
                bench.counterpart()::sendByLink);
    }

    private void answer(String xml) {
        bench.asked.removeFirst().answer().complete(new VtnAnswer(200, Optional.empty(), Octets.ofText(xml)));
    }

    private static Content last(FakeSocket socket) throws Exception {
        List<SignedMessage> sent = socket.messages().stream()
                .filter(message -> CemPen.code(message).equals(Optional.of(PrivateMessageCode.OPENADR)))
                .toList();
        return Content.read(sent.get(sent.size() - 1).content());
    }

    private static void refused(FakeSocket socket) throws Exception {
        Receipt receipt = Receipt.read(last(socket).body());
        assertThat(receipt.status()).isEqualTo(ReceiptStatus.REFUSED);
        assertThat(receipt.detail()).isEqualTo("schema");
    }

    private long stored() {
        return bench.store.payloadCounts().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private List<String> noted(Ruling ruling) {
        return verdicts.stream()
                .filter(verdict -> verdict.reason().equals("schema") && verdict.ruling() == ruling)
                .map(verdict -> verdict.subject() + " " + verdict.facts().get("direction"))
                .toList();
    }

    @Test
    void withRejectARequestIsRefusedAndNotForwarded() throws Exception {
        FakeSocket socket = start(true);
        ask(BAD);
        assertThat(bench.asked).isEmpty();
        refused(socket);
        assertThat(noted(Ruling.REFUSED)).containsExactly("message up");
        assertThat(verdicts.get(verdicts.size() - 1).facts().get("detail")).startsWith("cvc-complex-type");
        assertThat(bench.counterpart().counts().refusals()).containsEntry("schema", 1L);
        ask(GOOD);
        assertThat(bench.asked).hasSize(1);
    }

    @Test
    void withRejectAnAnswerIsRefusedAndAPageThatIsNoneGoesOn() throws Exception {
        FakeSocket socket = start(true);
        ask(GOOD);
        answer(BAD_ANSWER);
        refused(socket);
        ask(GOOD);
        answer("<html>not found</html>");
        assertThat(last(socket).body().text()).contains("<html>");
        assertThat(noted(Ruling.REFUSED)).containsExactly("answer down");
    }

    @Test
    void withRejectAPushIsRefusedAndNothingIsStored() throws Exception {
        start(true);
        CompletableFuture<PushVerdict> bad = bench.push("VEN_1", "kind", BAD_ANSWER, false);
        assertThat(bad.join().outcome()).isEqualTo(new PushOutcome.Unfit("schema"));
        assertThat(stored()).isZero();
        bench.offer("VEN_1", GOOD_ANSWER);
        assertThat(stored()).isEqualTo(1);
        assertThat(noted(Ruling.REFUSED)).containsExactly("payload down");
    }

    @Test
    void withWarnAllOfThemGoOnAndAreToldAndCounted() throws Exception {
        FakeSocket socket = start(false);
        ask(BAD);
        answer(BAD_ANSWER);
        assertThat(last(socket).body().text()).contains("strange");
        bench.offer("VEN_1", BAD_ANSWER);
        assertThat(noted(Ruling.WARNED)).containsExactly("message up", "answer down", "payload down");
        assertThat(noted(Ruling.REFUSED)).isEmpty();
        assertThat(bench.counterpart().counts().warnings()).containsEntry("schema", 3L);
        assertThat(bench.counterpart().counts().refusals()).isEmpty();
    }

    /** What the hardened reader refuses is never shown to the schema. */
    @Test
    void theHardenedReaderIsFirst() throws Exception {
        FakeSocket socket = start(true);
        ask("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" + GOOD.substring(GOOD.indexOf("<oadr")));
        assertThat(Receipt.read(last(socket).body()).detail()).isEqualTo("doctype");
        assertThat(noted(Ruling.REFUSED)).isEmpty();
    }
}
