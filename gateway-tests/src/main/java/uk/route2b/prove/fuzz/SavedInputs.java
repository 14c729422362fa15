package uk.route2b.prove.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import uk.route2b.protocol.octets.Octets;

/** The saved inputs of a target: a text file with one input a line, in Base64. */
public final class SavedInputs {
    private SavedInputs() {}

    /** Those of a target; none where the file is absent. */
    public static List<Octets> of(String target) {
        try (InputStream file = SavedInputs.class.getResourceAsStream(target + ".txt")) {
            return file == null
                    ? List.of()
                    : new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                            .lines()
                            .map(line -> Octets.of(Base64.getDecoder().decode(line)))
                            .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Each as a file of its own, as Jazzer wants it; files that are there stay. */
    static void unpack(String target, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Octets input : of(target)) {
            Files.write(folder.resolve(input.sha256().hex().substring(0, 40)), input.toArray());
        }
    }

    /** Writes the file of saved inputs anew, shortest first. */
    static void pack(Collection<Octets> inputs, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(
                file,
                inputs.stream()
                        .distinct()
                        .map(input -> Base64.getEncoder().encodeToString(input.toArray()))
                        .sorted(java.util.Comparator.comparingInt(String::length)
                                .thenComparing(java.util.Comparator.naturalOrder()))
                        .toList());
    }
}
