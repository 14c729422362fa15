package uk.route2b.prove.world;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the processes of a world wrote to standard error: there a product says that it met a bug of its own, and what no
 * thread caught ends. Neither may happen, however it is killed.
 *
 * @param folder where a file of this kind stands for each of them
 */
record ProcessLogs(Path folder) {
    private static final int LINE_SHOWN = 300;

    /** One text for each process that said so: how often, and the first line. */
    List<String> bugs() throws IOException {
        List<String> bugs = new ArrayList<>();
        for (Path log : logs()) {
            List<String> lines = bugs(log);
            if (!lines.isEmpty()) {
                bugs.add(log.getFileName() + ", " + lines.size() + " times, first: " + shown(lines.get(0)));
            }
        }
        return bugs;
    }

    private List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
    }

    /** A killed process may have left half a character, which no strict decoder takes. */
    private static List<String> bugs(Path log) throws IOException {
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .filter(ProcessLogs::tellsOfBug)
                .toList();
    }

    private static boolean tellsOfBug(String line) {
        return line.contains("ERROR") && line.contains("a bug ") || line.startsWith("Exception in thread");
    }

    private static String shown(String line) {
        return line.length() <= LINE_SHOWN ? line : line.substring(0, LINE_SHOWN) + "...";
    }
}
