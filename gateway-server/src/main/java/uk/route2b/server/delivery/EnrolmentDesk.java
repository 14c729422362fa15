package uk.route2b.server.delivery;

import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.pki.issue.Authority;
import uk.route2b.pki.issue.CertificationRequest;
import uk.route2b.pki.issue.Validity;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.configuration.CemCertificate;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.clock.SigningClock;
import uk.route2b.server.register.Identity;

/**
 * Certifies TLS keys of CEMs (design section 7). The signed message vouches for the key: the subject asked for is
 * ignored, the entity identifier is that of the message. Used in the lane of the CEM concerned.
 */
final class EnrolmentDesk {
    private static final Logger LOG = LoggerFactory.getLogger(EnrolmentDesk.class);
    private static final int REQUEST_MOST = 8 * 1024;
    private static final Duration LASTS = Duration.ofDays(365);

    private final SigningClock clock;
    private final ConfigurationDesk configurations;
    private final SecureRandom random;

    EnrolmentDesk(SigningClock clock, ConfigurationDesk configurations, SecureRandom random) {
        this.clock = clock;
        this.configurations = configurations;
        this.random = random;
    }

    /** What became of a request: a certificate, or the reason why there is none. */
    sealed interface Outcome {
        record Issued(Content certificate) implements Outcome {}

        record Refused(String reason) implements Outcome {}
    }

    Outcome decide(Counterpart counterpart, SignedMessage message) {
        try {
            Content content = Content.read(message.content());
            if (!PrivateMessageCode.CREDENTIALS.carries(message.header().cra(), content.format())) {
                return new Outcome.Refused("format");
            }
            if (!isOffered(counterpart)) {
                return new Outcome.Refused("not-offered");
            }
            CertificationRequest request = CertificationRequest.read(content.plainBody(REQUEST_MOST));
            Optional<String> refusal = refusal(counterpart, request);
            return refusal.isPresent()
                    ? new Outcome.Refused(refusal.get())
                    : new Outcome.Issued(issue(counterpart, request.key()));
        } catch (MalformedException malformed) {
            return new Outcome.Refused(malformed.reason().code());
        }
    }

    private boolean isOffered(Counterpart counterpart) {
        return counterpart.dsrsp().linkAuthority().isPresent()
                && configurations.target(counterpart).certificate() == CemCertificate.ENROL;
    }

    private Optional<String> refusal(Counterpart counterpart, CertificationRequest request) {
        if (!counterpart.isActive()) {
            return Optional.of("not-active");
        }
        if (counterpart.cem().messageCertificates().isEmpty()) {
            // Its messages would then be judged by the key of the new certificate, with which it does not sign.
            return Optional.of("no-message-certificate");
        }
        if (!request.proven()) {
            return Optional.of("request-signature");
        }
        return isMessageKey(counterpart, request.key()) ? Optional.of("message-key") : Optional.empty();
    }

    private static boolean isMessageKey(Counterpart counterpart, PublicKey key) {
        KeyIdentifier asked = KeyIdentifier.of(key);
        return counterpart.cem().messageKeys().stream().map(KeyIdentifier::of).anyMatch(asked::equals);
    }

    private Content issue(Counterpart counterpart, PublicKey key) throws MalformedException {
        Identity authority = counterpart.dsrsp().linkAuthority().orElseThrow();
        Validity validity = Validity.of(clock.instant(), LASTS);
        X509Certificate certificate = new Authority(authority.certificate(), authority.key(), clock, random)
                .certifyDevice(counterpart.key().cem(), KeyUse.DIGITAL_SIGNATURE, key, validity);
        Octets der = SmkiCertificate.read(certificate).der();
        LOG.info(
                "{} gets a TLS certificate for key {}, valid until {}",
                counterpart.key(),
                KeyIdentifier.of(key),
                validity.notAfter());
        return Content.plain(ContentFormat.DER, der);
    }
}
