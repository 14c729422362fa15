package uk.route2b.server.delivery;

import java.security.PublicKey;
import java.util.Optional;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.server.clock.SigningClock;
import uk.route2b.server.store.Fence;

/**
 * Takes messages that the offline recovery key signed elsewhere: each puts one message certificate of ours in the place
 * of all others that a CEM accepts (design section 6). Once taken one goes to its CEM like every certificate, by 2a as
 * a rule, since a CEM that accepts none of our keys gets no link. Used in the lane of the CEM concerned.
 */
public final class RecoveryDesk {
    private static final int DER_MOST = 8 * 1024;
    /** Our own counters go on above it, so one far ahead of the clock would be a lasting loss. */
    private static final long AHEAD_MOST_MILLIS = 3_600_000;

    private final SigningClock clock;
    private final Ecdsa ecdsa;

    public RecoveryDesk(SigningClock clock, Ecdsa ecdsa) {
        this.clock = clock;
        this.ecdsa = ecdsa;
    }

    /**
     * Stores it among the messages that the CEM still has to answer.
     *
     * @param recovery the key that has to have signed it
     * @return a reason code if nothing was stored
     */
    public Optional<String> take(Counterpart counterpart, SignedMessage message, PublicKey recovery) {
        Optional<String> reason = refusal(counterpart, message, recovery);
        if (reason.isPresent()) {
            return reason;
        }
        if (counterpart.ledger().adopt(message) != Fence.DONE) {
            return Optional.of("session");
        }
        giveUpOthers(counterpart, message.header().counter());
        return Optional.empty();
    }

    private Optional<String> refusal(Counterpart counterpart, SignedMessage message, PublicKey recovery) {
        if (!message.header().code().equals(PrivateMessageCode.CREDENTIALS.code())) {
            return Optional.of("message-code");
        }
        if (!ecdsa.verifies(message.signedOctets(), message.signature(), recovery)) {
            return Optional.of("signature");
        }
        // What the CEM would accept then and we could not sign with would be the end of the link.
        if (!isOurs(counterpart, message)) {
            return Optional.of("certificate");
        }
        return counter(counterpart, message.header().counter());
    }

    private static boolean isOurs(Counterpart counterpart, SignedMessage message) {
        try {
            Content content = Content.read(message.content());
            KeyIdentifier key =
                    SmkiCertificate.ofDer(content.plainBody(DER_MOST)).keyIdentifier();
            boolean carried =
                    PrivateMessageCode.CREDENTIALS.carries(message.header().cra(), content.format());
            return carried && counterpart.dsrsp().signers().get(0).identifier().equals(key);
        } catch (MalformedException unreadable) {
            return false;
        }
    }

    private Optional<String> counter(Counterpart counterpart, long counter) {
        long last = counterpart.ledger().stateNow().sent().last();
        if (Long.compareUnsigned(counter, last) <= 0) {
            return Optional.of("counter-used");
        }
        return Long.compareUnsigned(counter, clock.millis() + AHEAD_MOST_MILLIS) > 0
                ? Optional.of("counter-ahead")
                : Optional.empty();
    }

    /** Another certificate under way was signed with a key that this CEM is to forget, or does not know. */
    private static void giveUpOthers(Counterpart counterpart, long counter) {
        for (Awaited message : counterpart.ledger().awaited()) {
            if (message.credential().isPresent() && message.counter() != counter) {
                counterpart.ledger().giveUp(message.counter(), "recovery");
            }
        }
    }
}
