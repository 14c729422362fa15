package uk.route2b.client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import uk.route2b.client.internal.GatewayLookout;
import uk.route2b.client.spi.KeySource;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.octets.Octets;

/**
 * Looks at what a CEM would dial, for a person who looks for a fault: reads the state folder, dials each endpoint with
 * TLS and the upgrade, checks both identities as the link does, says no hello, and goes away. Nothing is changed at
 * either end, and a link that is open stays open.
 */
public final class GatewayLook {
    private GatewayLook() {}

    /**
     * What was found.
     *
     * @param state what the state folder holds; empty if there is none yet
     * @param configuration the link configuration in force, else the installed one; empty if there is neither
     * @param dialled each endpoint of it, the first preferred
     */
    public record Seen(Optional<StateSummary> state, Optional<LinkConfiguration> configuration, List<Dialled> dialled) {
        public Seen {
            dialled = List.copyOf(dialled);
        }
    }

    /**
     * What became of dialling.
     *
     * @param reason a stable reason code; empty if the gateway was reached and accepted this CEM
     * @param detail for a person; empty likewise
     * @param gateway SHA-256 of the gateway's certificate, if it was accepted
     */
    public record Dialled(URI endpoint, String reason, String detail, Optional<Octets> gateway) {
        public boolean reached() {
            return reason.isEmpty();
        }
    }

    /**
     * Looks. It blocks for as long as {@code patience} for each endpoint.
     *
     * @param keys the device's own certificate; where the configuration says enrol, the enrolled one is shown
     * @param folder of the state, as {@link uk.route2b.client.spi.Journal#inFolder} keeps it; it is only read
     * @param installed a configuration that was entered by hand, used where none is in force
     * @param now the moment for which certificates have to hold
     * @throws IOException if the state is there and cannot be read
     */
    public static Seen look(
            CommissioningRecord record,
            KeySource keys,
            Path folder,
            Optional<LinkConfiguration> installed,
            Instant now,
            Duration patience)
            throws IOException {
        return new GatewayLookout(record, keys, now, patience).look(folder, installed);
    }
}
