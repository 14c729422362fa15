package uk.route2b.prove.postgresql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import uk.route2b.prove.process.Stuck;

/** What a prover that was killed left in its folder: a server that still runs, and databases that nobody wants. */
final class LeftOver {
    private static final int END_SECONDS = 20;

    private LeftOver() {}

    /** Ends that server, by the number that it wrote down itself, and removes its databases. */
    static void remove(Path folder) throws IOException {
        Path data = folder.resolve("data");
        server(data, data.resolve("postmaster.pid")).ifPresent(LeftOver::end);
        if (Files.exists(data)) {
            try (Stream<Path> all = Files.walk(data)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static Optional<ProcessHandle> server(Path data, Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        boolean ours = lines.size() > 1 && lines.get(1).equals(data.toString());
        return ours
                ? ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                        .filter(process -> process.info().command().orElse("").endsWith("postgres"))
                : Optional.empty();
    }

    private static void end(ProcessHandle server) {
        server.destroyForcibly();
        try {
            server.onExit().get(END_SECONDS, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException | TimeoutException still) {
            throw new Stuck(
                    "the PostgreSQL server of an earlier run, process " + server.pid() + ", does not end", still);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
