package uk.route2b.client.internal.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import uk.route2b.protocol.octets.Octets;

/** Commits what fits, what does not, and what fits again. Run where files can not grow above 64 KiB. */
final class FullDiskProgram {
    private FullDiskProgram() {}

    public static void main(String... arguments) throws IOException {
        try (FileJournal journal = FileJournal.open(Path.of(arguments[0]))) {
            journal.commit(Octets.ofText("first"), Map.of("in-1", Octets.ofText("small")), Set.of("in-1"));
            System.out.println("small committed");
            try {
                journal.commit(
                        Octets.ofText("second"), Map.of("in-2", Octets.of(new byte[200_000])), Set.of("in-1", "in-2"));
                System.out.println("large committed");
            } catch (IOException full) {
                System.out.println("large refused, " + full.getMessage());
            }
            journal.commit(Octets.ofText("third"), Map.of(), Set.of("in-1"));
            System.out.println("small committed again");
        }
    }
}
