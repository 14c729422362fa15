package uk.route2b.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.protocol.openadr.PayloadHead;
import uk.route2b.protocol.openadr.PayloadReader;
import uk.route2b.server.checks.dispatch.DispatchGuard;
import uk.route2b.server.checks.dispatch.DispatchVerdict;
import uk.route2b.server.configuration.DispatchCap;
import uk.route2b.server.testing.Bench;
import uk.route2b.server.vtn.EventLoads;
import uk.route2b.server.vtn.VenBinding;

/**
 * Parse and correlate with default settings: what real stacks write passes in its direction, and every hostile variant
 * of it is refused with its reason.
 */
class CorpusCheckTest {
    private static final int MOST = 4 * 1024 * 1024;
    private static final int DEEP = 100;
    private static final Path FOLDER = Path.of(System.getProperty("route2b.shared", "none"), "data", "openadr-corpus");

    /** A payload of the corpus and who sends it. */
    private record Sample(String file, boolean byVen) {
        Octets payload() throws IOException {
            return Octets.of(Files.readAllBytes(FOLDER.resolve(file)));
        }

        String text() throws IOException {
            byte[] octets = payload().toArray();
            boolean utf16 = octets[0] == (byte) 0xFE || octets[0] == (byte) 0xFF;
            return new String(octets, utf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8)
                    .replaceFirst("^\uFEFF?(<\\?xml.*?\\?>)?\\s*", "");
        }
    }

    private static List<Sample> samples() throws IOException {
        assumeTrue(Files.exists(FOLDER.resolve("README.md")), "the corpus is not beside the project");
        try (Stream<String> lines = Files.lines(FOLDER.resolve("README.md"))) {
            return lines.map(line -> line.split("\\|", -1))
                    .filter(cells -> cells.length > 8 && cells[1].strip().endsWith(".xml`"))
                    .map(cells -> new Sample(
                            cells[1].strip().replace("`", ""), cells[4].strip().equals("VEN>VTN")))
                    .toList();
        }
    }

    /** What the gateway says of a payload that comes in a direction: empty lets it pass. */
    private static Optional<String> refusal(Octets payload, boolean byVen, Optional<String> registered) {
        Optional<PayloadHead> head = head(payload);
        String ven = registered.or(() -> head.flatMap(PayloadHead::venId)).orElse("VEN_1");
        Bench bench = new Bench(ven);
        return byVen ? up(bench, payload) : down(bench, ven, payload);
    }

    private static Optional<PayloadHead> head(Octets payload) {
        try {
            return Optional.of(PayloadReader.DEFAULT.read(payload));
        } catch (MalformedException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<String> up(Bench bench, Octets payload) {
        UplinkDecision decision = UplinkReader.read(
                bench.counterpart().cem(),
                bench.pen.openAdr(OpenAdrExchange.of(payload)),
                PrivateMessageCode.OPENADR,
                MOST);
        if (decision instanceof UplinkDecision.Refuse refuse) {
            return Optional.of(refuse.reason());
        }
        return decision instanceof UplinkDecision.Answer answer ? Optional.of(answer.reason()) : Optional.empty();
    }

    /** As a push is read (PushHandler), and then asked of the fleet-wide cap. */
    private static Optional<String> down(Bench bench, String ven, Octets payload) {
        try {
            PayloadHead head = PayloadReader.DEFAULT.read(payload);
            if (head.message().isPresent() && !head.message().get().sentByVtn()) {
                return Optional.of("direction");
            }
            if (VenBinding.stranger(head, ven).isPresent()) {
                return Optional.of(VenBinding.MISMATCH);
            }
        } catch (MalformedException malformed) {
            return Optional.of(malformed.reason().code());
        }
        DispatchGuard guard =
                new DispatchGuard(bench.store, DispatchCap.DEFAULT, dsrsp -> 1, new EventLoads(), bench.timers);
        DispatchVerdict verdict = guard.payload(Bench.KEY, ven, payload, false);
        return verdict instanceof DispatchVerdict.Held held ? Optional.of(held.reason()) : Optional.empty();
    }

    @TestFactory
    Stream<DynamicTest> eachPassesInItsDirection() throws IOException {
        return samples().stream()
                .map(sample -> DynamicTest.dynamicTest(
                        sample.file(),
                        () -> assertThat(refusal(sample.payload(), sample.byVen(), Optional.empty()))
                                .isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> everyHostileVariantIsRefusedWithItsReason() throws IOException {
        return samples().stream().map(sample -> DynamicTest.dynamicTest(sample.file(), () -> hostile(sample)));
    }

    private static void hostile(Sample sample) throws IOException {
        String xml = sample.text();
        int inside = inside(xml);
        refused(sample, "doctype", "<!DOCTYPE x>" + xml);
        refused(sample, "doctype", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" + xml);
        refused(sample, "xml-limit", put(xml, inside, "<a>".repeat(DEEP) + "</a>".repeat(DEEP)));
        refused(sample, "xml-limit", put(xml, inside, "<a>" + "x".repeat(65_537) + "</a>"));
        refused(sample, "xml-limit", put(xml, inside, "<a/>".repeat(500_001)));
        // Up it comes deflated, and is cut off while it inflates.
        refused(sample, sample.byVen() ? "inflated-too-long" : "too-long", xml + " ".repeat(MOST));
        byte[] octets = xml.getBytes(StandardCharsets.UTF_8);
        for (int part = 1; part < 8; part++) {
            Octets cut = Octets.of(Arrays.copyOf(octets, octets.length * part / 8));
            assertThat(refusal(cut, sample.byVen(), Optional.empty())).contains("xml");
        }
    }

    /** Behind the message's own tag: what stands elsewhere is refused for where it stands. */
    private static int inside(String xml) {
        Matcher object = Pattern.compile("<(?:\\w+:)?oadrSignedObject\\b[^>]*>").matcher(xml);
        int from = object.find() ? object.end() : 0;
        Matcher tag =
                Pattern.compile("<(?!(?:\\w+:)?oadrPayload\\b)\\w[^>]*[^/>]>").matcher(xml);
        assertThat(tag.find(from)).isTrue();
        return tag.end();
    }

    private static String put(String xml, int at, String more) {
        return xml.substring(0, at) + more + xml.substring(at);
    }

    private static void refused(Sample sample, String reason, String xml) {
        assertThat(refusal(Octets.ofText(xml), sample.byVen(), Optional.empty()))
                .as(reason)
                .contains(reason);
    }

    /** Some messages go both ways; all others are refused where their sender does not send them. */
    @Test
    void theWrongDirectionIsRefused() throws Exception {
        int refused = 0;
        for (Sample sample : samples()) {
            var message = PayloadReader.DEFAULT.read(sample.payload()).message();
            boolean both = message.isEmpty()
                    || message.get().sentByVen() && message.get().sentByVtn();
            if (!both) {
                assertThat(refusal(sample.payload(), !sample.byVen(), Optional.empty()))
                        .as(sample.file())
                        .contains("direction");
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void aVenIdOfSomebodyElseIsRefused() throws Exception {
        int up = 0;
        int down = 0;
        for (Sample sample : samples()) {
            boolean names =
                    !PayloadReader.DEFAULT.read(sample.payload()).venIds().isEmpty();
            if (names) {
                assertThat(refusal(sample.payload(), sample.byVen(), Optional.of("SOMEBODY_ELSE")))
                        .as(sample.file())
                        .contains(sample.byVen() ? "ven-unknown" : "ven-mismatch");
                up += sample.byVen() ? 1 : 0;
                down += sample.byVen() ? 0 : 1;
            }
        }
        assertThat(up).isPositive();
        assertThat(down).isPositive();
    }
}
