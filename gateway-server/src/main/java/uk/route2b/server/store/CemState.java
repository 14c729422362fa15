package uk.route2b.server.store;

import java.util.Optional;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.message.ReceiverState;
import uk.route2b.protocol.message.SenderState;
import uk.route2b.protocol.octets.Octets;

/**
 * All that is stored of one CEM but its messages.
 *
 * @param epoch number of its session; only rises, and fences every change
 * @param sent our counters towards it
 * @param received its counters; a remembered message that was answered has an empty answer here, the octets are asked
 *     for when they are needed ({@link LinkStore#answer}), since a memory full of reports would be large
 * @param configuration what it said of its link configurations
 * @param signer which of our keys the CEM accepted last
 * @param credentialAnswered key of the message certificate that it answered last since its last hello
 * @param certificate the TLS certificate of its last welcomed session in DER
 * @param doubtUntil a new message with this counter or a lower one is never begun: a store that was lost may have done
 *     so ({@link Upkeep#restored}); 0 where nothing is in doubt
 */
public record CemState(
        long epoch,
        SenderState sent,
        ReceiverState received,
        ConfigurationState configuration,
        Optional<KeyIdentifier> signer,
        Optional<KeyIdentifier> credentialAnswered,
        Optional<Octets> certificate,
        long doubtUntil) {
    /** Before anything has happened. */
    public static final CemState FRESH = new CemState(
            0,
            SenderState.FRESH,
            ReceiverState.withFloor(0),
            ConfigurationState.NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0);

    /** Version of the link configuration in force at the CEM; 0 before the first. */
    public long configurationConfirmed() {
        return configuration.confirmed();
    }

    /** Whether a new message with this counter is answered 03 "restored" instead of being begun. */
    public boolean inDoubt(long counter) {
        return Long.compareUnsigned(counter, doubtUntil) <= 0;
    }

    public CemState withEpoch(long changed) {
        return new CemState(
                changed, sent, received, configuration, signer, credentialAnswered, certificate, doubtUntil);
    }

    public CemState withSent(SenderState changed) {
        return new CemState(
                epoch, changed, received, configuration, signer, credentialAnswered, certificate, doubtUntil);
    }

    public CemState withReceived(ReceiverState changed) {
        return new CemState(epoch, sent, changed, configuration, signer, credentialAnswered, certificate, doubtUntil);
    }

    public CemState withDoubtUntil(long changed) {
        return new CemState(epoch, sent, received, configuration, signer, credentialAnswered, certificate, changed);
    }

    public CemState with(ConfigurationState changed) {
        return new CemState(epoch, sent, received, changed, signer, credentialAnswered, certificate, doubtUntil);
    }

    public CemState withCredentialAnswered(KeyIdentifier key) {
        return new CemState(epoch, sent, received, configuration, signer, Optional.of(key), certificate, doubtUntil);
    }
}
