package uk.route2b.server.configuration;

import java.util.Optional;
import uk.route2b.server.configuration.ServerConfiguration.Push;

/** Reads {@code push}. */
final class PushReader {
    private static final int PORT = 8444;
    private static final int BODY_OCTETS = 4 * 1024 * 1024;
    private static final int BODY_OCTETS_MOST = 16 * 1024 * 1024;

    private PushReader() {}

    static Push read(Fields fields) {
        Push push = new Push(
                ConfigurationReader.address(fields, ConfigurationReader.LOOPBACK, PORT),
                fields.seconds("answerSeconds", 8, 1, 300),
                fields.number("bodyOctets", BODY_OCTETS, 1024, BODY_OCTETS_MOST),
                fields.has("publicUrl") ? Optional.of(fields.uri("publicUrl")) : Optional.empty());
        boolean stated =
                fields.optionalParsed("tlsInFront", AnomalyReader::bool).orElse(false);
        boolean secure = push.publicUrl()
                .filter(url -> "https".equalsIgnoreCase(url.getScheme()))
                .isPresent();
        if (!stated && !secure && !OperatorReader.isLoopback(push.address())) {
            fields.fault(
                    "host",
                    "beyond the loopback push tokens would travel readable, and whoever reads one speaks to that home: put"
                            + " a proxy with TLS in front, and say so with a publicUrl of https or with tlsInFront: true");
        }
        fields.finish();
        return push;
    }
}
