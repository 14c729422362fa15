package uk.route2b.server.tunnel.duis;

import java.net.URI;
import java.time.Duration;

/**
 * Where the DCC is and how long things may take.
 *
 * @param dcc scheme, host and port, without a slash at the end
 * @param transformPath of the service that makes a pre-command of a request
 * @param sendPath of the service that takes a signed pre-command
 * @param timeout for each of these two to answer
 * @param responseWait from the acknowledgement to the meter's response; a later one is told but counts no more
 * @param schemaVersion of DUIS
 */
public record DuisSettings(
        URI dcc, String transformPath, String sendPath, Duration timeout, Duration responseWait, String schemaVersion) {
    /** As the emulator of the DCC has it: port 8079 of this machine, 3 s; two minutes for the meter. */
    public static final DuisSettings DEFAULT = new DuisSettings(
            URI.create("http://127.0.0.1:8079"),
            "/api/v1/serviceT",
            "/api/v1/serviceS",
            Duration.ofSeconds(3),
            Duration.ofMinutes(2),
            "5.4");

    /** Where the DCC posts responses and alerts to, unless the configuration says otherwise. */
    public static final String RECEIVE_PATH = "/smartdcc/duis";

    public DuisSettings {
        if (!transformPath.startsWith("/") || !sendPath.startsWith("/")) {
            throw new IllegalArgumentException("the path of a DCC service starts with a slash");
        }
        if (timeout.isNegative() || timeout.isZero() || responseWait.isNegative() || responseWait.isZero()) {
            throw new IllegalArgumentException("waiting for the DCC takes some time");
        }
    }

    /** The same DCC elsewhere. */
    public DuisSettings at(URI other) {
        return new DuisSettings(other, transformPath, sendPath, timeout, responseWait, schemaVersion);
    }

    /** The same with another patience. */
    public DuisSettings waiting(Duration otherTimeout, Duration otherResponseWait) {
        return new DuisSettings(dcc, transformPath, sendPath, otherTimeout, otherResponseWait, schemaVersion);
    }
}
