package uk.route2b.prove.openleadr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * openleadr in a virtual environment of its own, as pip gets it; nothing is installed anywhere else.
 *
 * @param python the interpreter of the environment; empty if it could not be had
 * @param found the version, or why there is none
 */
record PythonPackage(Optional<Path> python, String found) {
    private static final Duration MOST = Duration.ofMinutes(5);
    private static final String VERSION =
            "import importlib.metadata as m, platform; print('openleadr', m.version('openleadr'), 'on Python',"
                    + " platform.python_version())";

    /**
     * The one in {@code folder}, made now if there is none.
     *
     * @param system an interpreter with its module venv
     * @param requirement what pip is asked for
     */
    static PythonPackage in(Path folder, String system, String requirement) throws IOException, InterruptedException {
        Path python = folder.resolve("bin").resolve("python");
        Path log = Files.createDirectories(folder.resolveSibling("")).resolve("pip.log");
        Files.deleteIfExists(log);
        Optional<String> version = version(python);
        if (version.isEmpty()) {
            if (!run(log, system, "-m", "venv", folder.toString())) {
                return left("no " + system + " with its module venv, see " + log);
            }
            if (!run(log, python.toString(), "-m", "pip", "install", "--quiet", requirement)) {
                return left("pip cannot install " + requirement + ", see " + log);
            }
            version = version(python);
        }
        return version.map(text -> new PythonPackage(Optional.of(python), text))
                .orElseGet(() -> left("openleadr does not load in " + folder));
    }

    private static PythonPackage left(String why) {
        return new PythonPackage(Optional.empty(), why);
    }

    private static Optional<String> version(Path python) throws IOException, InterruptedException {
        if (!Files.isExecutable(python)) {
            return Optional.empty();
        }
        Process process = new ProcessBuilder(python.toString(), "-c", "import openleadr; " + VERSION)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? Optional.of(text.strip()) : Optional.empty();
    }

    private static boolean run(Path log, String... words) throws InterruptedException {
        @Nullable Process process = null;
        try {
            process = new ProcessBuilder(List.of(words))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return process.waitFor(MOST.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }
}
