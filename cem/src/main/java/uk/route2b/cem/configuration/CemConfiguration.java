package uk.route2b.cem.configuration;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.route2b.client.ClientLimits;
import uk.route2b.client.CommissioningRecord;
import uk.route2b.protocol.configuration.LinkConfiguration;

/**
 * Everything that the CEM program is told.
 *
 * @param record whom it is and whom it believes
 * @param key of its device certificate
 * @param chain its device certificate, then the issuing authority
 * @param state folder of its state
 * @param port of the OpenADR endpoint on the loopback; 0 for any free one
 * @param vens behind it
 * @param home the meter; empty for a CEM without 2a
 * @param linkConfiguration one that was entered by hand
 * @param dispatchAge how old a list of events may be
 * @param limits how much is held
 */
public record CemConfiguration(
        CommissioningRecord record,
        PrivateKey key,
        List<X509Certificate> chain,
        Path state,
        int port,
        List<VenConfiguration> vens,
        Optional<HomeConfiguration> home,
        Optional<LinkConfiguration> linkConfiguration,
        Optional<Duration> dispatchAge,
        ClientLimits limits) {
    public CemConfiguration {
        chain = List.copyOf(chain);
        vens = List.copyOf(vens);
    }

    /**
     * Reads {@code file}.
     *
     * @param environment for variables and secrets
     * @throws uk.route2b.commandline.CommandFailure with file, line and key if anything is not as it should be
     */
    public static CemConfiguration read(Path file, Map<String, String> environment) {
        return new CemConfigurationReader(file, environment).read();
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "configuration of CEM " + record.cem();
    }
}
