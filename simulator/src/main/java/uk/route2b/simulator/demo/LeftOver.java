package uk.route2b.simulator.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The processes of the demo, noted so that a run that was killed leaves none behind for the next one.
 *
 * @param file one line for each: its number and when it began, so that no other with the same number is meant
 */
record LeftOver(Path file) {
    private static final int END_SECONDS = 15;

    /** Notes a process that has begun. */
    void note(ProcessHandle process) {
        try {
            Files.writeString(file, line(process) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new StepFailed(file + " cannot be written: " + failed.getMessage(), failed);
        }
    }

    /** Ends those that still run: all are told before any is waited for. */
    void end() throws IOException {
        if (Files.exists(file)) {
            List<ProcessHandle> running = Files.readAllLines(file).stream()
                    .flatMap(line -> running(line).stream())
                    .toList();
            running.forEach(ProcessHandle::destroyForcibly);
            running.forEach(LeftOver::awaitEnd);
        }
    }

    private static Optional<ProcessHandle> running(String line) {
        return ProcessHandle.of(Long.parseLong(line.substring(0, line.indexOf(' '))))
                .filter(process -> line(process).equals(line));
    }

    private static String line(ProcessHandle process) {
        return process.pid() + " "
                + process.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(END_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException still) {
            throw new StepFailed("process " + process.pid() + " of an earlier demo does not end", still);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
