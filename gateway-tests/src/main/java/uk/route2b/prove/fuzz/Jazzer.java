package uk.route2b.prove.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Jazzer as a process of its own, since it instruments what it runs and hooks sockets and files.
 *
 * @param libraries the folder of its archives
 * @param heap of its Java, as in 1g: an allocation without bound ends it
 */
record Jazzer(Path libraries, String heap) {
    private static final String MAIN = "com.code_intelligence.jazzer.Jazzer";
    /**
     * For an input whose reading never ends. What is merely slow is told by {@link Bounds}, which reads it again; the
     * first input of all also loads and instruments classes, and on a busy machine that alone took more than 5 s.
     */
    private static final int HANG_SECONDS = 60;

    private static final int GRACE_SECONDS = 120;
    private static final Pattern RUNS = Pattern.compile("^Done (\\d+) runs|^#(\\d+)\\t", Pattern.MULTILINE);

    /** How a run ended. */
    record Ended(int code, long runs) {}

    /** Tries inputs for {@code seconds}. */
    Ended search(FuzzTarget target, FuzzFolder folder, long seconds, long seed)
            throws IOException, InterruptedException {
        List<String> words = words(target, folder);
        words.add("-max_total_time=" + seconds);
        words.add("-seed=" + (int) (seed & Integer.MAX_VALUE));
        words.add(folder.inputs().toString());
        return run(words, folder, seconds + GRACE_SECONDS);
    }

    /** Keeps in the folder of the inputs only those that reach what no shorter one does. */
    void reduce(FuzzTarget target, FuzzFolder folder, long seconds) throws IOException, InterruptedException {
        Path all = folder.home().resolve("all");
        Files.move(folder.inputs(), all);
        Files.createDirectories(folder.inputs());
        List<String> words = words(target, folder);
        words.addAll(List.of("-merge=1", folder.inputs().toString(), all.toString()));
        run(words, folder, seconds);
        for (Path file : FuzzFolder.files(all)) {
            Files.delete(file);
        }
        Files.delete(all);
    }

    private List<String> words(FuzzTarget target, FuzzFolder folder) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+EnableDynamicAgentLoading",
                "-D" + JazzerEntry.TARGET + "=" + target.name(),
                "-cp",
                libraries.resolve("*") + System.getProperty("path.separator") + System.getProperty("java.class.path"),
                MAIN,
                "--target_class=" + JazzerEntry.class.getName(),
                "--instrumentation_includes=uk.route2b.**",
                "--custom_hook_includes=uk.route2b.**",
                "-artifact_prefix=" + folder.findings() + "/",
                "-timeout=" + HANG_SECONDS,
                "-rss_limit_mb=4096",
                "-max_len=" + target.octetsMost()));
    }

    private static Ended run(List<String> words, FuzzFolder folder, long seconds)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words)
                .directory(folder.home().toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.log().toFile())
                .start();
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new IOException("Jazzer did not end in time; " + folder.log() + " has what it said");
            }
        } finally {
            process.destroyForcibly();
        }
        return new Ended(
                process.exitValue(), runs(Files.readString(folder.log())).orElse(0));
    }

    private static OptionalLong runs(String log) {
        OptionalLong last = OptionalLong.empty();
        Matcher matcher = RUNS.matcher(log);
        while (matcher.find()) {
            String number = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            last = OptionalLong.of(Long.parseLong(number));
        }
        return last;
    }
}
