package uk.route2b.cem.endpoint;

import java.util.Optional;
import uk.route2b.protocol.openadr.OpenAdrService;

/**
 * A path of OpenADR 2.0b taken apart: {@code PREFIX/OpenADR2/Simple/2.0b/SERVICE}, or {@code PREFIX/SERVICE}.
 *
 * @param prefix which VEN speaks; may be empty
 * @param service the last segment
 */
record VenPath(String prefix, OpenAdrService service) {
    /** Reads {@code path}; empty if its last segment is no service. */
    static Optional<VenPath> read(String path) {
        int slash = path.lastIndexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        String before = path.substring(0, slash);
        String standard = OpenAdrService.PATH.substring(0, OpenAdrService.PATH.length() - 1);
        String prefix = before.endsWith(standard) ? before.substring(0, before.length() - standard.length()) : before;
        return OpenAdrService.of(path.substring(slash + 1)).map(service -> new VenPath(prefix, service));
    }
}
