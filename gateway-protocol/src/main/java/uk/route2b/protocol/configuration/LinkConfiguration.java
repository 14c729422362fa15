package uk.route2b.protocol.configuration;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.identity.KeyIdentifier;

/**
 * Where the gateway is and who it has to prove to be: what route 2a hands to a CEM so that it can open route 2b.
 *
 * <p>It creates no trust. Its identifiers only narrow what the anchors of the commissioning record allow.
 *
 * @param version only rises; a CEM takes up no version that is not above the one it has
 * @param endpoints complete wss URIs, the preferred one first; all belong to one DSRSP
 * @param gateway key identifiers of the gateway's TLS certificate: the current one, and during a change the next
 * @param issuer key identifier of the CA that issued it
 * @param timeMillis when it was written, milliseconds since 1970: a lower bound of the time for a device without clock
 * @param certificate which certificate the CEM shows
 * @param notBeforeMillis not to be taken up before
 * @param notAfterMillis not to be taken up after
 * @param timers how often to ping, to retry, and when to fall back
 */
public record LinkConfiguration(
        long version,
        List<URI> endpoints,
        List<KeyIdentifier> gateway,
        KeyIdentifier issuer,
        long timeMillis,
        CemCertificate certificate,
        Optional<Long> notBeforeMillis,
        Optional<Long> notAfterMillis,
        LinkTimers timers) {
    public LinkConfiguration {
        endpoints = List.copyOf(endpoints);
        gateway = List.copyOf(gateway);
    }

    /** A configuration with every default. */
    public static LinkConfiguration of(
            long version, List<URI> endpoints, List<KeyIdentifier> gateway, KeyIdentifier issuer, long timeMillis) {
        return new LinkConfiguration(
                version,
                endpoints,
                gateway,
                issuer,
                timeMillis,
                CemCertificate.SMKI,
                Optional.empty(),
                Optional.empty(),
                LinkTimers.DEFAULT);
    }
}
