package uk.route2b.simulator.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One process of the demo; both its streams go into a log file. */
final class Child implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(15);
    private static final int SHOWN_LINES = 12;

    private final String name;
    private final Process process;
    private final Path log;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    static Child start(String name, List<String> command, Map<String, String> environment, Path log) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.redirectOutput(log.toFile()).redirectInput(new java.io.File("/dev/null"));
            builder.environment().putAll(environment);
            return new Child(name, builder.start(), log);
        } catch (IOException failed) {
            throw new StepFailed(name + " could not be started: " + failed.getMessage(), failed);
        }
    }

    String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** The first line of its log that holds {@code text}, once it is there. */
    Optional<String> line(String text) {
        requireAlive();
        return lines().stream().filter(line -> line.contains(text)).findFirst();
    }

    /** Waits for a command that ends by itself. */
    void finish(Duration most) {
        if (!ended(most)) {
            process.destroy();
            throw new StepFailed(name + " did not end within " + most.toSeconds() + " s" + tail());
        }
        if (process.exitValue() != 0) {
            throw new StepFailed(name + " ended with exit code " + process.exitValue() + tail());
        }
    }

    void requireAlive() {
        if (!process.isAlive()) {
            throw new StepFailed(name + " ended by itself with exit code " + process.exitValue() + tail());
        }
    }

    /** Asks the process to stop, as a service manager does, and tells how it ended. */
    int stop() {
        process.destroy();
        if (!ended(STOP)) {
            process.destroyForcibly();
            throw new StepFailed(name + " did not stop within " + STOP.toSeconds() + " s of SIGTERM" + tail());
        }
        return process.exitValue();
    }

    /** Nothing outlives the demo, however it ends. */
    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroy();
            if (!ended(STOP)) {
                process.destroyForcibly();
            }
        }
    }

    private boolean ended(Duration most) {
        try {
            return process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(log);
        } catch (IOException unreadable) {
            throw new StepFailed("the log of " + name + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private String tail() {
        List<String> lines = lines();
        List<String> last = lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size());
        return "; the last lines of " + log + ":\n    " + String.join("\n    ", last);
    }
}
