package uk.route2b.protocol.specimen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Real messages and payloads that may stand beside the checkout; they are never part of it. */
public final class SharedData {
    private SharedData() {}

    /** The path of {@code name}; the test is skipped, saying so, where it is absent. */
    public static Path path(String name) {
        String folder = System.getProperty("route2b.shared", "");
        Path path = Path.of(folder, "data", name);
        Assumptions.assumeTrue(
                !folder.isEmpty() && Files.exists(path),
                "skipped: there is no data/" + name + " in the folder of system property route2b.shared");
        return path;
    }

    public static byte[] read(String name) throws IOException {
        return Files.readAllBytes(path(name));
    }
}
