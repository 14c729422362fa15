package uk.route2b.tests.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A command of ours as a process of its own, as an operator runs it beside a gateway.
 *
 * @param exit its exit code
 */
record Launched(int exit, String out, String err) {
    private static final long MOST_SECONDS = 60;

    /** Runs what the launcher makes of the words after {@code ./route2b}. */
    static Launched route2b(Path folder, List<String> words) throws IOException, InterruptedException {
        List<String> rest = words.subList(1, words.size());
        if (words.get(0).equals("server")) {
            return main(folder, "uk.route2b.server.GatewayServerProgram", rest);
        }
        return words.subList(0, 2).equals(List.of("message", "transcript"))
                ? main(folder, "uk.route2b.server.TranscriptProgram", words.subList(2, words.size()))
                : main(folder, "uk.route2b.pki.command.PkiToolsProgram", words);
    }

    private static Launched main(Path folder, String main, List<String> words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(words);
        Path out = Files.createTempFile(folder, "command", ".out");
        Path err = Files.createTempFile(folder, "command", ".err");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        Launched launched = new Launched(ended ? process.exitValue() : -1, text(out), text(err));
        Files.delete(out);
        Files.delete(err);
        return launched;
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    Launched done() {
        assertThat(exit).as(err + out).isZero();
        return this;
    }

    JsonNode json() {
        return JsonMapper.builder().build().readTree(out);
    }
}
