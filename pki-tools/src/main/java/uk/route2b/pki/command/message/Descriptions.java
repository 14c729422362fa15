package uk.route2b.pki.command.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.JsonOutput;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * Prints what stands in files, for people or as a JSON array.
 *
 * @param json whether a program reads the answer
 */
public record Descriptions(Console console, boolean json) {
    private static final String ERROR = "error";

    /** Describes one file. */
    @FunctionalInterface
    public interface Describer {
        Map<String, Object> describe(String file) throws MalformedException;
    }

    /** Describes octets. */
    @FunctionalInterface
    interface Reading {
        Map<String, Object> of(Octets octets) throws MalformedException;
    }

    /**
     * A message of a file that may hold several.
     *
     * @param bad why there is none; null if there is
     */
    record Part(String name, Octets octets, @Nullable String bad) {
        static Part of(String name, Octets octets) {
            return new Part(name, octets, null);
        }

        static Part bad(String name, String why) {
            return new Part(name, Octets.EMPTY, why);
        }
    }

    /** Describes every file and prints all; the exit code is 1 if one of them is not what it should be. */
    public int say(List<String> files, Describer describer) {
        return print(files.stream()
                .map(file -> described(file, null, () -> describer.describe(file)))
                .toList());
    }

    /** The same with octets that have been read. */
    int say(List<Part> parts, Reading reading) {
        return print(parts.stream()
                .map(part -> described(part.name(), part.bad(), () -> reading.of(part.octets())))
                .toList());
    }

    @FunctionalInterface
    private interface Fields {
        Map<String, Object> get() throws MalformedException;
    }

    private static Map<String, Object> described(String name, @Nullable String bad, Fields described) {
        Map<String, Object> fields = new LinkedHashMap<>(Map.of("file", name));
        try {
            fields.putAll(bad == null ? described.get() : Map.of(ERROR, bad));
        } catch (MalformedException malformed) {
            fields.put(ERROR, malformed.getMessage());
        }
        return fields;
    }

    private int print(List<Map<String, Object>> all) {
        if (json) {
            JsonOutput.write(console.out(), all);
        } else {
            all.forEach(fields -> fields.forEach((name, value) -> console.out().printf("%-20s %s%n", name, value)));
        }
        boolean wrong = all.stream().anyMatch(fields -> fields.containsKey(ERROR));
        return (wrong ? ExitCode.FINDING : ExitCode.DONE).number();
    }
}
