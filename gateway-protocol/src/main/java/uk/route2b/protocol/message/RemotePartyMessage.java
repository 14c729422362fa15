package uk.route2b.protocol.message;

import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.OctetReader;
import uk.route2b.protocol.octets.OctetWriter;
import uk.route2b.protocol.octets.Octets;

/**
 * A meter message as the smart meter system carries it: perhaps inside a MAC that only the DCC can compute or check.
 *
 * <pre>
 * DD 00 00 00 00 00 00   general-ciphering tag, five empty fields, no key information
 * len                    of all that follows
 * 11 00000000            security control: authenticated only; invocation counter 0
 * DF …                   the message
 * MAC(12)
 * </pre>
 *
 * @param message what lies inside
 * @param mac twelve octets, or empty where the message came bare; not checked here, nobody but the DCC holds the key
 */
public record RemotePartyMessage(SignedMessage message, Octets mac) {
    private static final int TAG = 0xDD;
    private static final Octets SECURITY_HEADER = Octets.ofHex("1100000000");
    private static final int MAC_SIZE = 12;
    private static final int EMPTY_FIELDS = 6;

    /** Reads a message with or without its MAC header. */
    public static RemotePartyMessage read(Octets octets, SignedMessageReader inner) throws MalformedException {
        OctetReader reader = new OctetReader(octets);
        return reader.peek() == TAG
                ? readCiphered(reader, inner)
                : new RemotePartyMessage(inner.read(octets), Octets.EMPTY);
    }

    /** All of it, as the smart meter system carries it; without a MAC just the message. */
    public Octets octets() {
        if (mac.isEmpty()) {
            return message.octets();
        }
        OctetWriter writer = new OctetWriter().octet(TAG);
        for (int empty = 0; empty < EMPTY_FIELDS; empty++) {
            writer.octet(0);
        }
        Octets rest = Octets.concat(SECURITY_HEADER, message.octets(), mac);
        return writer.length(rest.size()).put(rest).written();
    }

    private static RemotePartyMessage readCiphered(OctetReader reader, SignedMessageReader inner)
            throws MalformedException {
        reader.expect(TAG);
        for (int empty = 0; empty < EMPTY_FIELDS; empty++) {
            reader.expect(0);
        }
        int length = reader.length(inner.most());
        if (length != reader.remaining()) {
            Malformation reason = length > reader.remaining() ? Malformation.CUT_SHORT : Malformation.TRAILING;
            throw new MalformedException(reason, reader.position());
        }
        if (!reader.take(SECURITY_HEADER.size()).equals(SECURITY_HEADER)) {
            throw new MalformedException(Malformation.TAG, reader.position() - SECURITY_HEADER.size());
        }
        Octets message = reader.take(Math.max(0, reader.remaining() - MAC_SIZE));
        return new RemotePartyMessage(inner.read(message), reader.take(MAC_SIZE));
    }
}
