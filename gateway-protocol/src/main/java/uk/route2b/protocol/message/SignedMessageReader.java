package uk.route2b.protocol.message;

import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.OctetReader;
import uk.route2b.protocol.octets.Octets;

/**
 * Reads a message that is protected by a signature: ours, and those of smart meters (GBCS).
 *
 * <pre>
 * DF                              tag, not signed
 * 09 CRA(1) counter(8)                            ─┐
 * 08 originator(8)                                 │
 * 08 target(8)                                     │
 * 00 | 0C date-time(12)                            │ signed octets
 * len other-information                            │
 * len content              1 to 4 octets of length │
 * content                                         ─┘
 * 40 r||s(64)                     length octet not signed; 00 or nothing in a pre-command
 * </pre>
 *
 * @param most largest message in octets that is read
 */
public record SignedMessageReader(int most) {
    /** Four MiB of body, as reports of a day need, and the header around it. */
    public static final SignedMessageReader DEFAULT = new SignedMessageReader(4 * 1024 * 1024 + 128);

    private static final int OTHER_INFORMATION_MOST = 4096;

    /**
     * Reads the whole of {@code octets} as one message.
     *
     * @throws MalformedException if anything is cut short, left over, or not in its only form
     */
    public SignedMessage read(Octets octets) throws MalformedException {
        if (octets.size() > most) {
            throw new MalformedException(Malformation.TOO_LONG, most);
        }
        OctetReader reader = new OctetReader(octets);
        reader.expect(SignedMessage.TAG);
        GroupingHeader header = header(reader);
        Octets content = reader.take(reader.length(most));
        int end = reader.position();
        Octets signature = signature(reader);
        reader.finish();
        return new SignedMessage(octets, header, content, octets.slice(1, end), signature);
    }

    private static GroupingHeader header(OctetReader reader) throws MalformedException {
        reader.expect(9);
        CraFlag cra = CraFlag.of(reader.octet(), reader.position() - 1);
        long counter = reader.eight();
        EntityIdentifier originator = entity(reader);
        EntityIdentifier target = entity(reader);
        Octets dateTime = dateTime(reader);
        return new GroupingHeader(cra, counter, originator, target, dateTime, otherInformation(reader));
    }

    private static EntityIdentifier entity(OctetReader reader) throws MalformedException {
        reader.expect(EntityIdentifier.SIZE);
        return new EntityIdentifier(reader.eight());
    }

    private static Octets dateTime(OctetReader reader) throws MalformedException {
        int size = reader.octet();
        if (size != 0 && size != GroupingHeader.DATE_TIME_SIZE) {
            throw new MalformedException(Malformation.DATE_TIME, reader.position() - 1);
        }
        return reader.take(size);
    }

    private static Octets otherInformation(OctetReader reader) throws MalformedException {
        int start = reader.position();
        int size = reader.length(OTHER_INFORMATION_MOST);
        if (size < GroupingHeader.CODE_SIZE) {
            throw new MalformedException(Malformation.OTHER_INFORMATION, start);
        }
        return reader.take(size);
    }

    /** A pre-command has a length octet of 00 or, from older systems, nothing at all. */
    private static Octets signature(OctetReader reader) throws MalformedException {
        if (reader.remaining() == 0) {
            return Octets.EMPTY;
        }
        int size = reader.octet();
        if (size != 0 && size != SignedMessage.SIGNATURE_SIZE) {
            throw new MalformedException(Malformation.SIGNATURE_LENGTH, reader.position() - 1);
        }
        return reader.take(size);
    }
}
