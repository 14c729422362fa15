package uk.route2b.server.vtn;

import java.util.Optional;
import uk.route2b.protocol.openadr.OpenAdrService;

/**
 * Where a VTN pushes: {@code /push/TOKEN[/OpenADR2/Simple/2.0b]/SERVICE}. VTNs build it in both ways, with and without
 * the path of OpenADR.
 *
 * @param token names the VEN and lets nobody else in; never logged
 */
public record PushAddress(String token, OpenAdrService service) {
    private static final String PREFIX = "/push/";

    /** Reads a path; empty if it is any other. */
    public static Optional<PushAddress> parse(String path) {
        int end = path.indexOf('/', PREFIX.length());
        if (!path.startsWith(PREFIX) || end < 0) {
            return Optional.empty();
        }
        String rest = path.substring(end);
        String segment =
                rest.startsWith(OpenAdrService.PATH) ? rest.substring(OpenAdrService.PATH.length()) : rest.substring(1);
        String token = path.substring(PREFIX.length(), end);
        return OpenAdrService.of(segment).map(service -> new PushAddress(token, service));
    }

    /** Never the token. */
    @Override
    public String toString() {
        return PREFIX + "…/" + service.segment();
    }
}
