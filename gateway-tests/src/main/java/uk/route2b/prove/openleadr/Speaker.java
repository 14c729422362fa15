package uk.route2b.prove.openleadr;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import uk.route2b.prove.process.Stuck;
import uk.route2b.prove.process.Waiting;

/** The place of one program: what it says is kept over all its lives. Safe for use by several threads. */
final class Speaker {
    private static final Duration UP = Duration.ofSeconds(90);

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final String ready;
    private final List<String> lines = new ArrayList<>();
    private Process process;
    private int heard;

    /** @param ready what stands in the line with which it says that it is up */
    Speaker(String name, List<String> command, Map<String, String> environment, Path log, String ready) {
        this.name = name;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.log = log;
        this.ready = ready;
        this.process = begin();
    }

    private Process begin() {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            Process started = builder.start();
            Thread reader = new Thread(() -> read(started), "lines of " + name);
            reader.setDaemon(true);
            reader.start();
            return started;
        } catch (IOException failed) {
            throw new Stuck(name + " cannot be started: " + failed.getMessage(), failed);
        }
    }

    private void read(Process from) {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(from.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                synchronized (this) {
                    lines.add(line);
                }
            }
        } catch (IOException cut) {
            // as good as its end
        }
    }

    /** Everything that it said, in all its lives. */
    synchronized List<Said> all() {
        return lines.stream().flatMap(line -> Said.read(line).stream()).toList();
    }

    /** What it said since the last {@link #mark}. */
    synchronized List<Said> since() {
        return lines.subList(heard, lines.size()).stream()
                .flatMap(line -> Said.read(line).stream())
                .toList();
    }

    /** What was said up to now counts no more. */
    synchronized void mark() {
        heard = lines.size();
    }

    private synchronized boolean isUp() {
        return lines.subList(heard, lines.size()).stream().anyMatch(line -> line.contains(ready));
    }

    Speaker awaitUp() throws InterruptedException {
        Waiting.until(name + " comes up", UP, this::isUp);
        return this;
    }

    /**
     * Waits until it says something.
     *
     * @throws Stuck if it does not in time
     */
    Said await(String what, Duration most, Predicate<Said> said) throws InterruptedException {
        Waiting.until(name + " says: " + what, most, () -> since().stream().anyMatch(said));
        return since().stream().filter(said).findFirst().orElseThrow();
    }

    /** Orders it to do something. */
    void order(String json) {
        try {
            OutputStream in = process.getOutputStream();
            in.write((json + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException gone) {
            throw new Stuck(name + " has ended by itself; see " + log, gone);
        }
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** The next life. */
    void startAgain() throws InterruptedException {
        mark();
        process = begin();
        awaitUp();
    }
}
