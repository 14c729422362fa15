package uk.route2b.server.register;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.configuration.CemCertificate;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.configuration.LinkTimers;
import uk.route2b.protocol.identity.KeyIdentifier;

/**
 * What a link configuration says, but for the time at which it is signed.
 *
 * @param version only rises
 * @param gateway identifiers of the TLS key, and during a change of the next one
 * @param issuer identifier of the key of its authority
 * @param certificate which certificate the CEM shows
 * @param notBeforeMillis not to be taken up before, milliseconds since 1970
 * @param notAfterMillis not to be taken up after
 */
public record LinkOffer(
        long version,
        List<URI> endpoints,
        List<KeyIdentifier> gateway,
        KeyIdentifier issuer,
        CemCertificate certificate,
        Optional<Long> notBeforeMillis,
        Optional<Long> notAfterMillis,
        LinkTimers timers) {
    public LinkOffer {
        endpoints = List.copyOf(endpoints);
        gateway = List.copyOf(gateway);
    }

    /** One for CEMs that show their own device certificate, now and always. */
    public static LinkOffer of(
            long version, List<URI> endpoints, KeyIdentifier gateway, KeyIdentifier issuer, LinkTimers timers) {
        return new LinkOffer(
                version,
                endpoints,
                List.of(gateway),
                issuer,
                CemCertificate.SMKI,
                Optional.empty(),
                Optional.empty(),
                timers);
    }

    /** What a move offers. */
    public static LinkOffer of(LinkConfiguration target) {
        return new LinkOffer(
                target.version(),
                target.endpoints(),
                target.gateway(),
                target.issuer(),
                target.certificate(),
                target.notBeforeMillis(),
                target.notAfterMillis(),
                target.timers());
    }

    /** The same for CEMs that show another certificate. */
    public LinkOffer with(CemCertificate other) {
        return new LinkOffer(version, endpoints, gateway, issuer, other, notBeforeMillis, notAfterMillis, timers);
    }

    /** The configuration as it is signed at {@code timeMillis}, milliseconds since 1970. */
    public LinkConfiguration at(long timeMillis) {
        return new LinkConfiguration(
                version, endpoints, gateway, issuer, timeMillis, certificate, notBeforeMillis, notAfterMillis, timers);
    }
}
