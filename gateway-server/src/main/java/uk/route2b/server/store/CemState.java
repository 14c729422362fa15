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
 */
public record CemState(
        long epoch,
        SenderState sent,
        ReceiverState received,
        long configurationConfirmed,
        long configurationAnswered,
        Optional<KeyIdentifier> signer,
        Optional<Octets> certificate) {
    /** Before anything has happened. */
    public static final CemState FRESH =
            new CemState(0, SenderState.FRESH, ReceiverState.withFloor(0), 0, 0, Optional.empty(), Optional.empty());

    public CemState withSent(SenderState changed) {
        return new CemState(
                epoch, changed, received, configurationConfirmed, configurationAnswered, signer, certificate);
    }

    public CemState withReceived(ReceiverState changed) {
        return new CemState(epoch, sent, changed, configurationConfirmed, configurationAnswered, signer, certificate);
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
                certificate);
    }
}
