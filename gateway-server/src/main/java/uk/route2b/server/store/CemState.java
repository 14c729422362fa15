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
 * @param configurationConfirmed version of the link configuration in force at the CEM; 0 before the first
 * @param configurationAnswered highest version to which the CEM gave any answer; it is not sent again
 * @param signer which of our keys the CEM accepted last
 * @param certificate the TLS certificate of its last welcomed session in DER
 * @param doubtUntil a new message with this counter or a lower one is never begun: a store that was lost may have done
 *     so ({@link Upkeep#restored}); 0 where nothing is in doubt
 */
public record CemState(
        long epoch,
        SenderState sent,
        ReceiverState received,
        long configurationConfirmed,
        long configurationAnswered,
        Optional<KeyIdentifier> signer,
        Optional<Octets> certificate,
        long doubtUntil) {
    /** Before anything has happened. */
    public static final CemState FRESH =
            new CemState(0, SenderState.FRESH, ReceiverState.withFloor(0), 0, 0, Optional.empty(), Optional.empty(), 0);

    /** Whether a new message with this counter is answered 03 "restored" instead of being begun. */
    public boolean inDoubt(long counter) {
        return Long.compareUnsigned(counter, doubtUntil) <= 0;
    }

    public CemState withEpoch(long changed) {
        return new CemState(
                changed,
                sent,
                received,
                configurationConfirmed,
                configurationAnswered,
                signer,
                certificate,
                doubtUntil);
    }

    public CemState withSent(SenderState changed) {
        return new CemState(
                epoch,
                changed,
                received,
                configurationConfirmed,
                configurationAnswered,
                signer,
                certificate,
                doubtUntil);
    }

    public CemState withReceived(ReceiverState changed) {
        return new CemState(
                epoch, sent, changed, configurationConfirmed, configurationAnswered, signer, certificate, doubtUntil);
    }

    public CemState withDoubtUntil(long changed) {
        return new CemState(
                epoch, sent, received, configurationConfirmed, configurationAnswered, signer, certificate, changed);
    }

    /** Versions only rise; what is lower changes nothing. */
    public CemState withConfiguration(long confirmed, long answered) {
        return new CemState(
                epoch,
                sent,
                received,
                Math.max(configurationConfirmed, confirmed),
                Math.max(configurationAnswered, answered),
                signer,
                certificate,
                doubtUntil);
    }
}
