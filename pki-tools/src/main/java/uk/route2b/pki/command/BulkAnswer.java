package uk.route2b.pki.command;

import java.nio.file.Path;
import java.time.Duration;
import uk.route2b.commandline.Console;
import uk.route2b.commandline.JsonOutput;

/**
 * What a run over many has to say.
 *
 * @param folder the result
 * @param count how many are in it
 * @param before how many of them an earlier run had made
 * @param taken how long this run took
 */
record BulkAnswer(Path folder, int count, int before, Duration taken) {
    private static final String SCHEMA = "route2b-pki-bulk/1";

    private record Answer(String schema, String folder, int count, int madeBefore, long milliseconds) {}

    void say(Console console, boolean json) {
        if (json) {
            JsonOutput.write(console.out(), new Answer(SCHEMA, folder.toString(), count, before, taken.toMillis()));
            return;
        }
        String earlier = before == 0 ? "" : ", " + before + " of them by an earlier run";
        console.out().printf("%s: %d certificates%s, in %.1f s%n", folder, count, earlier, taken.toMillis() / 1000.0);
    }
}
