package uk.route2b.tests.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.tests.gateway.GatewayFixture;
import uk.route2b.tests.peer.ScriptedCem;
import uk.route2b.tests.peer.ScriptedLink;

/** The worked example of docs/evidence.md says what the commands say. */
class EvidenceDocumentTest {
    private static final String PROMPT = "$ ./route2b ";

    @TempDir
    Path folder;

    /** A command of the document and the lines that it shows below. */
    private record Example(List<String> words, List<String> shown) {}

    private static List<Example> examples() throws Exception {
        Path document = Path.of(System.getProperty("route2b.project"), "docs", "evidence.md");
        String block = Files.readString(document).split("```\n", -1)[1].stripTrailing();
        List<Example> examples = new ArrayList<>();
        for (String line : block.split("\n", -1)) {
            if (line.startsWith(PROMPT)) {
                examples.add(new Example(List.of(line.substring(PROMPT.length()).split(" ", -1)), new ArrayList<>()));
            } else {
                examples.get(examples.size() - 1).shown().add(line);
            }
        }
        return examples;
    }

    /** Times, counters and keys are other ones in each run. */
    private static String same(String line) {
        return line.replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "TIME")
                .replaceAll("\\b[0-9]{13}\\b", "COUNTER")
                .replaceAll("key [0-9A-F]{16}", "key KEY");
    }

    @Test
    void theWorkedExampleIsWhatTheCommandsSay() throws Exception {
        try (CountingVtn vtn = new CountingVtn();
                GatewayFixture gateway = GatewayFixture.start(folder, Map.of("vtn", vtn.url()))) {
            ScriptedCem cem = gateway.scripted(GatewayFixture.CEM_1);
            long now = gateway.world().clock().millis();
            try (ScriptedLink link = cem.linked(gateway.endpoint(), now + 1)) {
                link.send(cem.request(now + 2, CountingVtn.payload("request")).octets());
                link.receive();
                var told = vtn.push(gateway.push("VEN_1"), "event");
                SignedMessage event = SignedMessageReader.DEFAULT.read(link.receive());
                link.send(cem.sign(
                                event.header().answer(),
                                Receipt.of(event, ReceiptStatus.STORED, "").content())
                        .octets());
                assertThat(told.get(20, TimeUnit.SECONDS)).isEqualTo(200);
                var waits = vtn.push(gateway.push("VEN_1"), "waits");
                link.receive();
                assertThat(waits).isNotCompleted();
                for (Example example : examples()) {
                    Launched run = Launched.route2b(folder, example.words()).done();
                    assertThat(run.out().lines().map(EvidenceDocumentTest::same))
                            .as("%s%s", example.words(), run.err())
                            .containsExactlyElementsOf(example.shown().stream()
                                    .map(EvidenceDocumentTest::same)
                                    .toList());
                }
            }
        }
    }
}
