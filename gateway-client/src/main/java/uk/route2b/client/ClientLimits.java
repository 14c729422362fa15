package uk.route2b.client;

import uk.route2b.protocol.link.LinkProtocol;

/**
 * How much the client holds. On a device with little memory, what counts is the largest message times about six.
 *
 * @param queuedRequests requests that wait to be signed, beside the 64 that wait for their answer
 * @param queuedOctets octets of those
 * @param waitingPayloads payloads of the VTN that nobody has taken
 * @param waitingOctets octets of those
 * @param messageOctets largest message taken or sent
 * @param byMeter what goes through the meter while there is no link
 */
public record ClientLimits(
        int queuedRequests,
        long queuedOctets,
        int waitingPayloads,
        long waitingOctets,
        int messageOctets,
        MeterLimits byMeter) {
    /** The same with the usual limits of the meter. */
    public ClientLimits(
            int queuedRequests, long queuedOctets, int waitingPayloads, long waitingOctets, int messageOctets) {
        this(queuedRequests, queuedOctets, waitingPayloads, waitingOctets, messageOctets, MeterLimits.DEFAULT);
    }

    /** 256 requests of 8 MiB, 256 payloads of 8 MiB, messages of 4 MiB. */
    public static final ClientLimits DEFAULT =
            new ClientLimits(256, 8L * 1024 * 1024, 256, 8L * 1024 * 1024, LinkProtocol.MESSAGE_OCTETS);
}
