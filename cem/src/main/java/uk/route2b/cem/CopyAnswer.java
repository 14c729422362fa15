package uk.route2b.cem;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.route2b.client.StateCopy;

/**
 * What {@code backup} and {@code restore} answer to a program.
 *
 * @param copy the file
 * @param copiedAt when it was made, in ISO form
 * @param lastSent counters in decimal, unsigned
 * @param bodies messages and payloads in it
 * @param replaced where the folder is that was replaced; null where there was none
 */
record CopyAnswer(
        String copy,
        String copiedAt,
        String cem,
        String dsrsp,
        String lastSent,
        String highestAccepted,
        int unanswered,
        int payloads,
        int bodies,
        @Nullable String replaced) {
    static CopyAnswer of(Path copy, StateCopy.About about) {
        return of(copy, about, Optional.empty());
    }

    static CopyAnswer of(Path copy, StateCopy.About about, Optional<Path> replaced) {
        return new CopyAnswer(
                copy.toString(),
                about.copied().toString(),
                about.state().cem().toString(),
                about.state().dsrsp().toString(),
                Long.toUnsignedString(about.state().lastSent()),
                Long.toUnsignedString(about.state().highestAccepted()),
                about.state().unanswered(),
                about.state().payloads(),
                about.bodies(),
                replaced.map(Path::toString).orElse(null));
    }
}
