package uk.route2b.prove.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** One run of a child, from start to kill -9. */
public final class ChildProcess {
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        // One that is paused hears no other signal: without this it would outlive a proof that is stopped.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly), "last orders"));
    }

    private final String name;
    private final Process process;
    private final CompletableFuture<List<String>> ready = new CompletableFuture<>();
    private final BlockingQueue<String> at = new LinkedBlockingQueue<>();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final Thread reader;

    private ChildProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        RUNNING.add(process);
        this.reader = new Thread(this::read, "reports of " + name);
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts one.
     *
     * @param log where standard error is appended to
     */
    public static ChildProcess start(String name, List<String> command, Map<String, String> environment, Path log) {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            return new ChildProcess(name, builder.start());
        } catch (IOException failed) {
            throw new Stuck(name + " cannot be started: " + failed.getMessage(), failed);
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line.split(" ", -1));
            }
        } catch (IOException cut) {
            // as good as the end
        }
        RUNNING.remove(process);
        ready.completeExceptionally(new IOException(name + " ended before it was ready"));
        at.add("");
    }

    private void take(String... words) {
        if (words[0].equals(Report.READY)) {
            ready.complete(List.of(words).subList(1, words.length));
        } else if (words[0].equals(Report.AT)) {
            at.add(words[1]);
        } else {
            String what = words[0].equals(Report.STEP) ? words[0] + " " + words[1] : words[0];
            counts.computeIfAbsent(what, ignored -> new AtomicInteger()).incrementAndGet();
        }
    }

    public String name() {
        return name;
    }

    /**
     * What it said when it was up.
     *
     * @throws Stuck if it does not come up in time
     */
    public List<String> awaitReady(Duration most) {
        try {
            return ready.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException ended) {
            throw new Stuck(name + " ended before it was up; its log says why", ended);
        } catch (TimeoutException late) {
            throw new Stuck(name + " did not come up within " + most.toSeconds() + " s", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Stuck("interrupted", interrupted);
        }
    }

    /** Has it stop for good at {@code step}, the {@code nth} time. */
    public void arm(String step, int nth) {
        say("arm " + step + " " + nth);
    }

    /** The step at which it stands; empty if it reaches none in time or has ended. */
    public Optional<String> awaitAt(Duration most) throws InterruptedException {
        return Optional.ofNullable(at.poll(most.toMillis(), TimeUnit.MILLISECONDS))
                .filter(step -> !step.isEmpty());
    }

    /** How often it reported {@code word}. */
    public int count(String word) {
        AtomicInteger count = counts.get(word);
        return count == null ? 0 : count.get();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it is dead, or dies in time. */
    public boolean awaitDeath(Duration most) throws InterruptedException {
        return process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** SIGKILL; returns when it is dead and all that it reported has been read. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd(STOP);
    }

    /** SIGSTOP: it holds all that it has and does nothing. */
    public void pause() {
        signal("-STOP");
    }

    /** SIGCONT: it goes on as if no time had passed. */
    public void goOn() {
        signal("-CONT");
    }

    private void signal(String which) {
        try {
            int code = new ProcessBuilder("kill", which, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new Stuck("kill " + which + " of " + name + " failed");
            }
        } catch (IOException failed) {
            throw new Stuck("there is no command kill", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** An ordinary end. */
    public void stop() {
        say("stop");
        if (!awaitEnd(STOP)) {
            kill();
        }
    }

    private boolean awaitEnd(Duration most) {
        try {
            boolean ended = process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
            reader.join(most.toMillis());
            return ended;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void say(String order) {
        try {
            OutputStream in = process.getOutputStream();
            in.write((order + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException gone) {
            // It has ended by itself; whoever waits for it will notice.
        }
    }
}
