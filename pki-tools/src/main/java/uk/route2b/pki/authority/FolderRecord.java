package uk.route2b.pki.authority;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import uk.route2b.commandline.JsonOutput;

/**
 * The file {@code authority.json}: written last, so a folder that has it is whole.
 *
 * @param format name and version of this form
 * @param warning for whoever opens the file
 * @param seed see {@link Parameters}
 * @param clock see {@link Parameters}
 * @param crlDays see {@link Parameters}
 */
record FolderRecord(
        String format,
        String warning,
        @Nullable String seed,
        @Nullable String clock,
        int crlDays) {
    static final String FILE = "authority.json";

    private static final String FORMAT = "route2b-pki/1";
    private static final String WARNING = "test keys: nothing here may be trusted in production";
    private static final JsonMapper MAPPER = new JsonMapper();

    static FolderRecord of(Parameters parameters) {
        return new FolderRecord(
                FORMAT,
                WARNING,
                parameters.seed().orElse(null),
                parameters.clock().map(Instant::toString).orElse(null),
                parameters.crlDays());
    }

    String text() {
        return JsonOutput.text(this) + "\n";
    }

    /** What {@code text} says, unless it is something else. */
    static Optional<Parameters> read(byte[] text) {
        try {
            FolderRecord read = MAPPER.readValue(text, FolderRecord.class);
            return FORMAT.equals(read.format) ? Optional.of(read.parameters()) : Optional.empty();
        } catch (JacksonException | DateTimeException | IllegalArgumentException other) {
            return Optional.empty();
        }
    }

    private Parameters parameters() {
        return new Parameters(
                Optional.ofNullable(seed), Optional.ofNullable(clock).map(Instant::parse), crlDays);
    }
}
