package uk.route2b.prove.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
    private static final Duration MOST = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    /** Starts a child, pauses it, says its number, and waits to be ended. */
    static final class Prover {
        public static void main(String[] arguments) throws InterruptedException {
            Path log = Path.of(arguments[0]);
            ChildProcess child = ChildProcess.start("sleeper", List.of("sleep", "600"), Map.of(), log);
            child.pause();
            ProcessHandle.current().children().forEach(each -> System.out.println(each.pid()));
            Thread.currentThread().join();
        }
    }

    @Test
    void aChildThatIsPausedDoesNotOutliveAProofThatIsStopped() throws Exception {
        Process prover = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Prover.class.getName(),
                        folder.resolve("log").toString())
                .redirectErrorStream(true)
                .start();
        try (var said = prover.inputReader(StandardCharsets.US_ASCII)) {
            long child = Long.parseLong(said.readLine());
            assertThat(ProcessHandle.of(child)).isPresent();

            prover.destroy();

            assertThat(prover.waitFor(MOST.toSeconds(), TimeUnit.SECONDS)).isTrue();
            await().atMost(MOST).until(() -> !runs(child));
        } finally {
            prover.destroyForcibly();
        }
    }

    /** Dead and not yet waited for by whoever has inherited it is as good as gone. */
    private static boolean runs(long process) {
        try {
            return !Files.readString(Path.of("/proc/" + process + "/stat")).contains(") Z ");
        } catch (IOException goneOrNoLinux) {
            return ProcessHandle.of(process).isPresent();
        }
    }
}
