package uk.route2b.pki.issue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A program of somebody else.
 *
 * @param exit its exit code
 * @param text all it said, on both streams
 */
public record Outside(int exit, String text) {
    /** Runs {@code words} in {@code folder}; the test is left out where there is no such program. */
    public static Outside run(Path folder, Object... words) throws IOException, InterruptedException {
        List<String> command =
                java.util.Arrays.stream(words).map(String::valueOf).toList();
        Assumptions.assumeTrue(installed(command.get(0)), "left out: " + command.get(0) + " is not installed");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("no end: " + command);
        }
        return new Outside(process.exitValue(), text);
    }

    /** Whether {@code program} is on the path. */
    public static boolean installed(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return java.util.Arrays.stream(path.split(java.io.File.pathSeparator))
                .anyMatch(folder -> java.nio.file.Files.isExecutable(Path.of(folder, program)));
    }
}
