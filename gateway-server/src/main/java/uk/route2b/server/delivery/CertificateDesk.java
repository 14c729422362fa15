package uk.route2b.server.delivery;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.ContentFormat;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.server.clock.SigningClock;
import uk.route2b.server.register.Identity;
import uk.route2b.server.store.CemState;

/**
 * Knows which CEM does not accept our newest message key yet, and signs its certificate once, with a key that the CEM
 * accepts. The newest one signs other messages only when the CEM's next hello lists it. Used in the lane of the CEM
 * concerned.
 */
final class CertificateDesk {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateDesk.class);

    private final SigningClock clock;

    CertificateDesk(SigningClock clock) {
        this.clock = clock;
    }

    /** The signed certificate that this CEM still has to answer; what it answered goes again after its next hello. */
    Optional<SignedMessage> due(Counterpart counterpart) {
        Identity newest = counterpart.dsrsp().signers().get(0);
        CemState state = counterpart.ledger().state();
        // Of a CEM that has never said hello nobody knows which keys it accepts; its commissioning brought one.
        boolean lacks = state.signer().isPresent()
                && !state.signer().get().equals(newest.identifier())
                && !state.credentialAnswered().equals(Optional.of(newest.identifier()));
        boolean reads = counterpart.reads().reads(PrivateMessageCode.CREDENTIALS, ContentFormat.DER);
        return lacks && reads ? awaitedOrSigned(counterpart, newest) : Optional.empty();
    }

    private Optional<SignedMessage> awaitedOrSigned(Counterpart counterpart, Identity newest) {
        Optional<Awaited> current = Optional.empty();
        for (Awaited message : counterpart.ledger().awaited()) {
            Optional<KeyIdentifier> credential = message.credential();
            if (credential.equals(Optional.of(newest.identifier()))) {
                current = Optional.of(message);
            } else if (credential.isPresent()) {
                counterpart.ledger().giveUp(message.counter(), "newer-certificate");
            }
        }
        return current.isPresent() ? counterpart.ledger().message(current.get().counter()) : sign(counterpart, newest);
    }

    /** Nothing that we could sign would be taken by a CEM that accepts none of our keys; see {@link RecoveryDesk}. */
    private static boolean acceptsOneOfOurs(Counterpart counterpart) {
        Optional<KeyIdentifier> accepted = counterpart.ledger().state().signer();
        return accepted.flatMap(key -> counterpart.dsrsp().signer(List.of(key))).isPresent();
    }

    private Optional<SignedMessage> sign(Counterpart counterpart, Identity newest) {
        if (!acceptsOneOfOurs(counterpart)) {
            LOG.warn(
                    "{} accepts none of our message keys any more: put one that it accepts back, or bring it a message"
                            + " of the recovery key",
                    counterpart.key());
            return Optional.empty();
        }
        if (!clock.maySign() || !counterpart.ledger().state().sent().window().isOpen()) {
            return Optional.empty();
        }
        LOG.info("{} does not accept our key {} yet and gets its certificate", counterpart.key(), newest.identifier());
        return counterpart
                .ledger()
                .send(PrivateMessageCode.CREDENTIALS, content(newest), OptionalLong.empty())
                .message()
                .map(sent -> Awaited.read(sent.octets()));
    }

    private static Content content(Identity newest) {
        try {
            return Content.plain(
                    ContentFormat.DER,
                    SmkiCertificate.read(newest.certificate()).der());
        } catch (MalformedException impossible) {
            throw new IllegalStateException("a certificate of the register can be read", impossible);
        }
    }

    /** Whatever the CEM answered is kept, so that it is not asked again before its next hello. */
    static void answered(Counterpart counterpart, Awaited question, CemAnswer answer) {
        question.credential().ifPresent(credential -> {
            counterpart.ledger().credentialAnswered(credential);
            if (answer.state().isDeadLetter()) {
                LOG.warn("{} does not take our key {}: {}", counterpart.key(), credential, answer.reason());
            }
        });
    }
}
