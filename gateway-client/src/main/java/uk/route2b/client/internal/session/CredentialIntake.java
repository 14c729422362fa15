package uk.route2b.client.internal.session;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.certificate.CertificateRefusal;
import uk.route2b.protocol.certificate.SignerCertificateRules;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.MalformedException;

/**
 * Decides about a message certificate of the DSRSP (design section 6). Signed by an accepted key it is a further one;
 * signed by the recovery key it takes the place of all others, which is the only way in which one is removed.
 */
final class CredentialIntake implements Effect.Decision {
    private static final Logger LOG = LoggerFactory.getLogger(CredentialIntake.class);
    private static final int DER_MOST = 8 * 1024;
    /** Nobody changes keys so often; what is held has to have a bound. */
    private static final int SIGNERS_MOST = 16;

    private final EngineParts parts;
    private final Signers signers;
    private final Loop.Task changed;

    /** @param changed runs once another certificate has been stored */
    CredentialIntake(EngineParts parts, Signers signers, Loop.Task changed) {
        this.parts = parts;
        this.signers = signers;
        this.changed = changed;
    }

    @Override
    public Optional<Effect> decide(SignedMessage message, CemState state) {
        try {
            Content content = Content.read(message.content());
            if (!PrivateMessageCode.CREDENTIALS.carries(message.header().cra(), content.format())) {
                return Optional.of(Effect.refused("format"));
            }
            return Optional.of(decide(message, SmkiCertificate.ofDer(content.plainBody(DER_MOST)), state));
        } catch (MalformedException malformed) {
            return Optional.of(Effect.refused(malformed.reason().code()));
        }
    }

    private Effect decide(SignedMessage message, SmkiCertificate certificate, CemState state) {
        Optional<CertificateRefusal> refusal = refusal(message, certificate, state);
        if (refusal.isPresent()) {
            return Effect.refused(refusal.get().code());
        }
        return isOfRecoveryKey(message) ? recovered(certificate) : further(certificate, state);
    }

    /** The counter of a verified message is a lower bound of the time already when dates are judged. */
    private Optional<CertificateRefusal> refusal(SignedMessage message, SmkiCertificate certificate, CemState state) {
        Instant now =
                parts.time().validity(state.time().atLeast(message.header().counter()));
        return new SignerCertificateRules(parts.record().anchors())
                .judge(List.of(certificate.x509()), parts.record().dsrsp(), now)
                .or(() -> certificate.role().equals(Optional.of(RemotePartyRole.LOAD_CONTROLLER))
                        ? Optional.empty()
                        : Optional.of(CertificateRefusal.WRONG_ROLE));
    }

    private boolean isOfRecoveryKey(SignedMessage message) {
        Optional<PublicKey> key = signers.recoveryKey();
        return key.isPresent() && Ecdsa.PLATFORM.verifies(message.signedOctets(), message.signature(), key.get());
    }

    private Effect recovered(SmkiCertificate certificate) {
        LOG.warn("credentials: the recovery key has put {} in the place of all others", certificate.keyIdentifier());
        return stored(before -> before.recoveredBy(certificate.x509()));
    }

    private Effect further(SmkiCertificate certificate, CemState state) {
        List<X509Certificate> held = signers.held(state);
        if (held.contains(certificate.x509())) {
            return Effect.only(ReceiptStatus.STORED, "");
        }
        boolean isNew = held.stream()
                .noneMatch(each -> KeyIdentifier.of(each.getPublicKey()).equals(certificate.keyIdentifier()));
        if (isNew && held.size() >= SIGNERS_MOST) {
            return Effect.refused("signers-full");
        }
        LOG.info("credentials: the DSRSP may sign with {} as well", certificate.keyIdentifier());
        return stored(before -> before.with(certificate.x509()));
    }

    private Effect stored(java.util.function.UnaryOperator<Credentials> change) {
        return new Effect(
                ReceiptStatus.STORED,
                "",
                state -> state.with(change.apply(state.credentials())),
                Optional.empty(),
                changed);
    }
}
