package uk.route2b.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.checks.schema.SchemaCheck;

/**
 * The published schema, where somebody has a copy: it says of each payload of the corpus what its list says. No copy is
 * in this project (its licence is not clear), so without {@code -Droute2b.openadr.schema=FOLDER} this is skipped.
 */
class CorpusSchemaTest {
    private static final Path CORPUS = Path.of(System.getProperty("route2b.shared", "none"), "data", "openadr-corpus");
    private static final Path SCHEMA = Path.of(System.getProperty(
            "route2b.openadr.schema",
            Path.of(System.getProperty("route2b.shared", "none"), "data", "openadr-schema")
                    .toString()));

    @TestFactory
    Stream<DynamicTest> itSaysWhatTheListOfTheCorpusSays() throws Exception {
        assumeTrue(Files.isDirectory(SCHEMA), "no copy of the OpenADR 2.0b schema: -Droute2b.openadr.schema=FOLDER");
        assumeTrue(Files.exists(CORPUS.resolve("README.md")), "the corpus is not beside the project");
        SchemaCheck schema = SchemaCheck.read(SCHEMA, true);
        return Files.readAllLines(CORPUS.resolve("README.md")).stream()
                .map(line -> line.split("\\|", -1))
                .filter(cells -> cells.length > 8 && cells[1].strip().endsWith(".xml`"))
                .map(cells -> DynamicTest.dynamicTest(
                        cells[1],
                        () -> assertThat(schema.check(payload(cells[1])).isEmpty())
                                .isEqualTo(cells[5].strip().equals("yes"))));
    }

    private static Octets payload(String cell) throws IOException {
        return Octets.of(Files.readAllBytes(CORPUS.resolve(cell.strip().replace("`", ""))));
    }
}
