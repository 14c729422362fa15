package uk.route2b.pki.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The cases of x509-limbo. What comes out is frozen in {@code limbo-expectations.txt}, one line a case, and each
 * disagreement has its reason beside it.
 */
class LimboTest {
    /** For cases that leave it open; the suite is from 2026. */
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private static final Path SUITE = Path.of(System.getProperty("route2b.shared", "../../shared"), "data/limbo.json");

    private static final Map<String, LimboCase> CASES = new TreeMap<>();

    @BeforeAll
    static void readSuite() throws IOException {
        Assumptions.assumeTrue(Files.isReadable(SUITE), "left out: there is no " + SUITE);
        JsonNode suite = new JsonMapper().readTree(Files.readAllBytes(SUITE));
        for (JsonNode testCase : suite.get("testcases")) {
            LimboCase read = LimboCase.of(testCase, NOW);
            CASES.put(read.id(), read);
        }
    }

    @Test
    void everyCaseComesOutAsFrozen() throws IOException {
        List<String> actual = CASES.values().stream().map(LimboCase::line).toList();
        List<String> frozen = expectations().stream()
                .map(line -> line.replaceFirst("\\s+#.*", ""))
                .toList();
        assertThat(actual).containsExactlyElementsOf(frozen);
    }

    @Test
    void everyDisagreementHasAReason() throws IOException {
        assertThat(expectations())
                .filteredOn(line -> line.contains("DISAGREES"))
                .allSatisfy(line -> assertThat(line).matches(".*# \\S.*"));
    }

    @Test
    void allThatMattersMostAgrees() {
        assertThat(CASES.values())
                .filteredOn(LimboCase::mattersMost)
                .hasSizeGreaterThanOrEqualTo(32)
                .allSatisfy(limbo -> assertThat(limbo.actual()).as(limbo.id()).isEqualTo(limbo.expected()));
    }

    @Test
    void aRuleOfLintThatIsGivenAsReasonDoesFindIt() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String line : expectations()) {
            String rule = line.replaceFirst("^.*# lint (L\\d\\d).*$|^.*$", "$1");
            LimboCase limbo = Objects.requireNonNull(CASES.get(line.split("\\s+", 2)[0]));
            if (!rule.isEmpty() && !limbo.lintFinds(rule)) {
                wrong.add(line);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void noCaseMakesAnythingThrow() {
        assertThatCode(() -> CASES.values().forEach(LimboCase::lintAll)).doesNotThrowAnyException();
    }

    private static List<String> expectations() throws IOException {
        try (InputStream file = LimboTest.class.getResourceAsStream("limbo-expectations.txt")) {
            String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toList());
        }
    }
}
