package uk.route2b.tests.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import uk.route2b.protocol.octets.Octets;

/** The corpus, as its README lists it. Where it is absent the test that asks is skipped, and says so. */
public final class Corpus {
    private static final Path FOLDER = Path.of(System.getProperty("route2b.shared"), "data", "openadr-corpus");

    private Corpus() {}

    public static List<CorpusPayload> read() {
        Assumptions.assumeTrue(Files.isDirectory(FOLDER), "skipped: no OpenADR corpus beside this checkout");
        try (Stream<String> lines = Files.lines(FOLDER.resolve("README.md"))) {
            return lines.filter(line -> line.startsWith("| `") && line.contains(".xml`"))
                    .map(line -> line.split("\\|"))
                    .filter(cells -> cells.length > 5)
                    .map(Corpus::payload)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static CorpusPayload payload(String[] cells) {
        String file = cells[1].strip().replace("`", "");
        boolean fromVtn = cells[4].strip().equals("VTN>VEN");
        try {
            Octets octets = Octets.of(Files.readAllBytes(FOLDER.resolve(file)));
            return new CorpusPayload(file, cells[2].strip(), fromVtn, octets);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
