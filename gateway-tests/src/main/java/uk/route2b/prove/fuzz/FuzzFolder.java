package uk.route2b.prove.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import uk.route2b.protocol.octets.Octets;

/**
 * What a target has on disk between two runs.
 *
 * @param home the folder of the target
 */
record FuzzFolder(Path home) {
    static FuzzFolder of(Path folder, String target) throws IOException {
        FuzzFolder made = new FuzzFolder(folder.resolve("fuzz").resolve(target));
        Files.createDirectories(made.inputs());
        Files.createDirectories(made.findings());
        return made;
    }

    /** All inputs that reach something new, one a file. */
    Path inputs() {
        return home.resolve("inputs");
    }

    /** Inputs that showed a fault. */
    Path findings() {
        return home.resolve("findings");
    }

    /** What Jazzer printed last. */
    Path log() {
        return home.resolve("log");
    }

    /** How many inputs there are. */
    int size() throws IOException {
        return files(inputs()).size();
    }

    /** Inputs of at most {@code octetsMost} octets. */
    List<Octets> inputs(int octetsMost) throws IOException {
        List<Octets> inputs = new ArrayList<>();
        for (Path file : files(inputs())) {
            if (Files.size(file) <= octetsMost) {
                inputs.add(Octets.of(Files.readAllBytes(file)));
            }
        }
        return inputs;
    }

    /**
     * Removes what Jazzer called a crash and {@code target} bears: the input at hand as a search was stopped, or one
     * whose fault is mended.
     */
    void forgetWhatIsBorne(FuzzTarget target) throws IOException {
        for (Path file : files(findings())) {
            if (file.getFileName().toString().startsWith("crash-") && isBorne(target, file)) {
                Files.delete(file);
            }
        }
    }

    private static boolean isBorne(FuzzTarget target, Path file) throws IOException {
        try {
            Bounds.USUAL.watch(target, Octets.of(Files.readAllBytes(file)));
            return true;
        } catch (RuntimeException | StackOverflowError finding) {
            return false;
        }
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
