package uk.route2b.prove.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The folder of one world, which nothing else uses. */
public record WorldFolder(Path path) {
    /** That of this name in the folder of a run. */
    public static WorldFolder of(Path run, String name) {
        return new WorldFolder(run.resolve("worlds").resolve(name));
    }

    /** Makes it anew. */
    public Path fresh() throws IOException {
        remove();
        return Files.createDirectories(path);
    }

    /** Removes it with all that is in it. */
    public void remove() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
