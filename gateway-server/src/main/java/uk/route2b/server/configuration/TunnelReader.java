package uk.route2b.server.configuration;

import java.net.URI;
import uk.route2b.server.configuration.ServerConfiguration.Tunnel;

/** Reads route 2a. What stands for an absent key is what the DCC's emulator has. */
final class TunnelReader {
    static final String TRANSFORM = "/api/v1/serviceT";
    static final String SEND = "/api/v1/serviceS";
    static final String RECEIVE = "/smartdcc/duis";
    static final String SCHEMA = "5.4";
    static final int TIMEOUT_SECONDS = 3;
    static final int RESPONSE_SECONDS = 120;

    private static final String EMULATOR = "http://127.0.0.1:8079";
    private static final int LISTENER_PORT = 8446;
    private static final int DAY = 24 * 60 * 60;

    private TunnelReader() {}

    static Tunnel read(Fields fields) {
        DccEntry dcc = dcc(fields.object("dcc"), fields.object("listener"));
        Tunnel tunnel = new Tunnel(
                dcc,
                fields.number("attempts", 5, 1, 100),
                fields.seconds("pauseSeconds", 5, 0, DAY),
                fields.seconds("retrySeconds", 600, 1, DAY),
                fields.number("repairFragments", 64, 0, 4096));
        fields.finish();
        return tunnel;
    }

    private static DccEntry dcc(Fields fields, Fields listener) {
        DccEntry dcc = new DccEntry(
                fields.has("url") ? fields.uri("url") : URI.create(EMULATOR),
                path(fields, "transformPath", TRANSFORM),
                path(fields, "sendPath", SEND),
                fields.seconds("timeoutSeconds", TIMEOUT_SECONDS, 1, 300),
                fields.seconds("responseSeconds", RESPONSE_SECONDS, 1, DAY),
                fields.text("schemaVersion", SCHEMA),
                fields.paths("certificates"),
                ConfigurationReader.address(listener, ConfigurationReader.LOOPBACK, LISTENER_PORT),
                path(listener, "path", RECEIVE));
        if (dcc.certificates().isEmpty()) {
            fields.fault("certificates", "nothing of the DCC is believed without the certificates of its XML keys");
        }
        fields.finish();
        listener.finish();
        return dcc;
    }

    private static String path(Fields fields, String key, String absent) {
        return fields.optionalParsed(key, TunnelReader::path).orElse(absent);
    }

    private static String path(String text) {
        if (!text.matches("(/[A-Za-z0-9._~-]+)+")) {
            throw new IllegalArgumentException("it is the path of a URL, as in /api/v1/serviceT");
        }
        return text;
    }
}
