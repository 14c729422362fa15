package uk.route2b.cem;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import uk.route2b.client.LinkCounters;
import uk.route2b.client.LinkStatus;
import uk.route2b.client.RestoredSpan;
import uk.route2b.commandline.JsonOutput;

/**
 * What {@code GET /status} answers.
 *
 * @param cem whose status it is
 * @param state where the link stands, in lower case with hyphens
 * @param waiting payloads that wait for a poll
 * @param restored that this CEM goes on from an old copy of its state; null if it does not
 */
record StatusPage(
        String cem,
        String state,
        String reason,
        String endpoint,
        String route,
        long epoch,
        long configurationVersion,
        int waiting,
        long fragmentsRead,
        long alertsSent,
        LinkCounters counters,
        @Nullable Restored restored) {
    /** That the state is an old copy; times in ISO form. */
    record Restored(String copied, String restored, String doubtUntil) {
        static Restored of(RestoredSpan span) {
            return new Restored(
                    span.copied().toString(), span.restored().toString(), Long.toUnsignedString(span.doubtUntil()));
        }
    }

    static String json(String cem, LinkStatus status, int waiting) {
        return JsonOutput.text(new StatusPage(
                cem,
                status.state().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                status.reason(),
                status.endpoint().map(URI::toString).orElse(""),
                status.route().orElse(""),
                status.epoch(),
                status.configurationVersion(),
                waiting,
                status.counters().fragmentsRead(),
                status.counters().alertsSent(),
                status.counters(),
                status.restored().map(Restored::of).orElse(null)));
    }
}
