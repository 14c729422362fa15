package uk.route2b.server.configuration;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import uk.route2b.server.configuration.ServerConfiguration.Address;

/**
 * Where the DCC is, whom to believe there, and where it reaches us.
 *
 * @param url scheme, host and port, without a slash at the end
 * @param transformPath of the service that makes pre-commands
 * @param sendPath of the service that takes signed pre-commands
 * @param timeout for each of these two to answer
 * @param responseWait from the acknowledgement to the meter's response
 * @param schemaVersion of DUIS
 * @param certificates with which the DCC signs XML
 * @param listener where the DCC posts responses and alerts to
 * @param path the only one that the listener answers
 */
public record DccEntry(
        URI url,
        String transformPath,
        String sendPath,
        Duration timeout,
        Duration responseWait,
        String schemaVersion,
        List<Path> certificates,
        Address listener,
        String path) {
    public DccEntry {
        certificates = List.copyOf(certificates);
    }

    /** One with the paths and times of the emulator, and any free port of this machine for its posts. */
    public static DccEntry at(URI url, List<Path> certificates) {
        return new DccEntry(
                url,
                TunnelReader.TRANSFORM,
                TunnelReader.SEND,
                Duration.ofSeconds(TunnelReader.TIMEOUT_SECONDS),
                Duration.ofSeconds(TunnelReader.RESPONSE_SECONDS),
                TunnelReader.SCHEMA,
                certificates,
                new Address(ConfigurationReader.LOOPBACK, 0),
                TunnelReader.RECEIVE);
    }
}
