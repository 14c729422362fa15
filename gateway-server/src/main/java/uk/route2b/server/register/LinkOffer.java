package uk.route2b.server.register;

import java.net.URI;
import java.util.List;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.configuration.LinkTimers;
import uk.route2b.protocol.identity.KeyIdentifier;

/**
 * What a DSRSP's link configuration says, but for the time at which it is signed.
 *
 * @param version only rises
 * @param gateway identifier of the TLS key
 * @param issuer identifier of the key of its authority
 */
public record LinkOffer(
        long version, List<URI> endpoints, KeyIdentifier gateway, KeyIdentifier issuer, LinkTimers timers) {
    public LinkOffer {
        endpoints = List.copyOf(endpoints);
    }

    /** The configuration as it is signed at {@code timeMillis}, milliseconds since 1970. */
    public LinkConfiguration at(long timeMillis) {
        LinkConfiguration plain = LinkConfiguration.of(version, endpoints, List.of(gateway), issuer, timeMillis);
        return new LinkConfiguration(
                version,
                endpoints,
                plain.gateway(),
                issuer,
                timeMillis,
                plain.certificate(),
                plain.notBeforeMillis(),
                plain.notAfterMillis(),
                timers);
    }
}
