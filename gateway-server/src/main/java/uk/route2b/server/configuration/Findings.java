package uk.route2b.server.configuration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.commandline.ExitCode;

/** The faults of one configuration file, collected so that a person mends them in one go. Used by one thread. */
final class Findings {
    private static final int SHOWN = 20;

    private record Finding(int line, String what, String why) {}

    private final Path file;
    private final List<Finding> list = new ArrayList<>();

    Findings(Path file) {
        this.file = file;
    }

    /**
     * Notes a fault.
     *
     * @param line where it stands; 0 where nothing stands that should
     */
    void add(int line, String what, String why) {
        list.add(new Finding(line, what, why));
    }

    /** Fails in three lines, exit code 3, if there is any fault. */
    void failIfAny() {
        if (list.size() == 1) {
            throw failure(
                    where(list.get(0)) + ": " + list.get(0).what(), list.get(0).why());
        }
        if (!list.isEmpty()) {
            throw failure(file + ": " + list.size() + " faults", all());
        }
    }

    private String all() {
        List<String> lines = list.stream()
                .limit(SHOWN)
                .map(finding -> "line " + finding.line() + ", " + finding.what() + ": " + finding.why())
                .toList();
        String more = list.size() > SHOWN ? "; and " + (list.size() - SHOWN) + " more" : "";
        return String.join("; ", lines) + more;
    }

    private String where(Finding finding) {
        return file + (finding.line() > 0 ? " line " + finding.line() : "");
    }

    private CommandFailure failure(String what, String why) {
        String remedy = "correct " + file + ", then: route2b server check --config " + file;
        return new CommandFailure(ExitCode.INPUT, what, why, remedy);
    }
}
