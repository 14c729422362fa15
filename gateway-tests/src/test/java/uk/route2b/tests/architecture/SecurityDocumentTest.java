package uk.route2b.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each test and each case of the catalogue that docs/security.md names exists. */
class SecurityDocumentTest {
    private static final Path PROJECT = Path.of(System.getProperty("route2b.project"));
    /** A class with or without a method, a method of the class before, or a case of the catalogue. */
    private static final Pattern NAME = Pattern.compile("`(?:([A-Z]\\w+Test)(?:\\.(\\w+))?|…(\\w+)"
            + "|((?:handshake|chains|upgrade|hello|frames|messages|replays|payloads|floods)\\.[a-z0-9.-]+))`");

    private static final int LEAST = 150;

    private final Map<String, String> tests = new HashMap<>();
    private String catalogue = "";
    private String last = "";

    @Test
    void whatItNamesExists() throws IOException {
        for (Path file : sources("src/test/java")) {
            String name = file.getFileName().toString().replace(".java", "");
            // Two modules may have a test of one name.
            tests.merge(name, Files.readString(file), String::concat);
        }
        for (Path file : sources("src/main/java/uk/route2b/conformance")) {
            catalogue += Files.readString(file);
        }
        List<MatchResult> named = NAME.matcher(Files.readString(PROJECT.resolve("docs/security.md")))
                .results()
                .toList();

        assertThat(named).hasSizeGreaterThan(LEAST);
        assertThat(named.stream().filter(name -> !exists(name)).map(MatchResult::group))
                .isEmpty();
    }

    private boolean exists(MatchResult name) {
        if (name.group(4) != null) {
            String word = name.group(4).substring(name.group(4).indexOf('.') + 1);
            return catalogue.contains("\"" + name.group(4) + "\"") || catalogue.contains("\"" + word + "\"");
        }
        last = name.group(1) == null ? last : name.group(1);
        String method = name.group(3) == null ? name.group(2) : name.group(3);
        String text = tests.getOrDefault(last, "");
        return method == null ? !text.isEmpty() : text.contains(" " + method + "(");
    }

    private static List<Path> sources(String under) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> modules = Files.list(PROJECT)) {
            for (Path module : modules.toList()) {
                Path folder = module.resolve(under);
                if (Files.isDirectory(folder)) {
                    try (Stream<Path> walk = Files.walk(folder)) {
                        walk.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
                    }
                }
            }
        }
        return files;
    }
}
