package uk.route2b.simulator.openadr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.octets.Octets;

/** Payloads that other stacks write; skipped where they do not stand beside the checkout. */
class CorpusTest {
    private static final Path CORPUS =
            Path.of(System.getProperty("route2b.shared", "../../shared"), "data", "openadr-corpus");

    @BeforeEach
    void isThere() {
        assumeTrue(Files.isDirectory(CORPUS), "no payloads of other stacks at " + CORPUS);
    }

    private static Stream<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(CORPUS)) {
            return List.copyOf(
                    all.filter(file -> file.toString().endsWith(".xml")).toList())
                    .stream();
        }
    }

    private static Octets octets(Path file) {
        try {
            return Octets.of(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isMessage(Path file) {
        return !file.endsWith("avob-oadrPayload-signature-without-object.xml");
    }

    @Test
    void eachFileIsReadAsTheMessageItsNameSays() throws Exception {
        for (Path file : files().filter(CorpusTest::isMessage).toList()) {
            Message message = Message.read(octets(file));
            if (!file.toString().contains("oadrPayload-signed")) {
                assertThat(file.getFileName().toString())
                        .contains(message.type().elementName());
            }
        }
    }

    @Test
    void aSignatureWithoutAMessageIsRefused() {
        Path file = CORPUS.resolve("avob-oadrPayload-signature-without-object.xml");
        assertThatThrownBy(() -> Message.read(octets(file))).isInstanceOf(UnreadableException.class);
    }

    /** The schema is not shipped, but the order of its elements can be seen in what others write. */
    @Test
    void whatWeWriteHasItsElementsInTheOrderOfOthers() throws Exception {
        Map<String, List<List<String>>> orders = new TreeMap<>();
        for (Path file : files().filter(CorpusTest::isMessage).toList()) {
            collect(Message.read(octets(file)).body(), orders);
        }
        MessageTest.messages().forEach(message -> compare(message.body(), orders));
    }

    private static void collect(Element element, Map<String, List<List<String>>> orders) {
        orders.computeIfAbsent(element.name(), name -> new ArrayList<>()).add(names(element));
        element.children().forEach(child -> collect(child, orders));
    }

    private static List<String> names(Element element) {
        return element.children().stream()
                .map(child -> child.namespace() + " " + child.name())
                .distinct()
                .toList();
    }

    /** Any two children that somebody else writes under the same parent stand in the same order here. */
    private static void compare(Element element, Map<String, List<List<String>>> orders) {
        List<String> ours = names(element);
        for (List<String> theirs : orders.getOrDefault(element.name(), List.of())) {
            List<String> shared = ours.stream().filter(theirs::contains).toList();
            assertThat(theirs.stream().filter(ours::contains).toList())
                    .as("children of %s", element.name())
                    .isEqualTo(shared);
        }
        element.children().forEach(child -> compare(child, orders));
    }
}
