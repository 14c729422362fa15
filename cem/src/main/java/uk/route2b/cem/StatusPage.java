package uk.route2b.cem;

import java.net.URI;
import uk.route2b.client.LinkCounters;
import uk.route2b.client.LinkStatus;
import uk.route2b.commandline.JsonOutput;

/**
 * What {@code GET /status} answers.
 *
 * @param cem whose status it is
 * @param state where the link stands, in lower case with hyphens
 * @param waiting payloads that wait for a poll
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
        LinkCounters counters) {
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
                status.counters()));
    }
}
