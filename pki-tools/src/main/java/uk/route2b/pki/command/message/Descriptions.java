package uk.route2b.pki.command.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.ExitCode;
import uk.route2b.commandline.JsonOutput;
import uk.route2b.protocol.octets.MalformedException;

/**
 * Prints what stands in files, for people or as a JSON array.
 *
 * @param json whether a program reads the answer
 */
public record Descriptions(Console console, boolean json) {
    /** Describes one file. */
    @FunctionalInterface
    public interface Describer {
        Map<String, Object> describe(String file) throws MalformedException;
    }

    /** Describes every file and prints all; the exit code is 1 if one of them is not what it should be. */
    public int say(List<String> files, Describer describer) {
        List<Map<String, Object>> all = new ArrayList<>();
        boolean wrong = false;
        for (String file : files) {
            Map<String, Object> fields = new LinkedHashMap<>(Map.of("file", file));
            try {
                fields.putAll(describer.describe(file));
            } catch (MalformedException malformed) {
                fields.put("error", malformed.getMessage());
                wrong = true;
            }
            all.add(fields);
        }
        print(all);
        return (wrong ? ExitCode.FINDING : ExitCode.DONE).number();
    }

    private void print(List<Map<String, Object>> all) {
        if (json) {
            JsonOutput.write(console.out(), all);
            return;
        }
        for (Map<String, Object> fields : all) {
            fields.forEach((name, value) -> console.out().printf("%-20s %s%n", name, value));
        }
    }
}
