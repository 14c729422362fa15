package uk.route2b.protocol.meter;

import java.util.Optional;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.MessageSigner;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.UnsignedMessage;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.OctetReader;
import uk.route2b.protocol.octets.OctetWriter;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.octets.Utf8;

/**
 * What an ECS200 says: a device tells its Supplier, and perhaps a Load Controller, a text.
 *
 * <pre>
 * 02 0123 | 0A 0123 load controller(8)   other information
 * 0F 20 counter(3) 00                    data-notification; no date-time
 * 02 03                                  structure of three
 *   12 8F88                                alert code
 *   09 0C time(12)                         when
 *   0C len text                            UTF-8
 * </pre>
 *
 * @param device the originator
 * @param supplier the target
 * @param loadController the supplementary party, if there is one
 * @param counter the device's own
 * @param time when it happened, by the device's clock
 * @param text what it tells
 */
public record OperationalUpdate(
        EntityIdentifier device,
        EntityIdentifier supplier,
        Optional<EntityIdentifier> loadController,
        long counter,
        DlmsDateTime time,
        String text) {
    /** The alert code, as DUIS has it too. */
    public static final Octets ALERT_CODE = Octets.ofHex("8F88");
    /** The largest message, in octets. */
    public static final int OCTETS_MOST = 1_200;

    private static final Octets STRUCTURE = Octets.ofHex("020312");
    private static final int NOTIFICATION = 0x0F;
    private static final int OCTET_STRING = 0x09;
    private static final int UTF8_STRING = 0x0C;
    private static final int WITH_PARTY = 10;
    private static final int TEXT_MOST = 4096;

    /** The message, signed by the device. */
    public SignedMessage sign(MessageSigner signer) {
        OctetWriter other = new OctetWriter().two(UseCase.ECS200.code().value());
        loadController.ifPresent(party -> other.put(party.octets()));
        GroupingHeader header =
                new GroupingHeader(CraFlag.ALERT, counter, device, supplier, Octets.EMPTY, other.written());
        return new UnsignedMessage(header, content()).sign(signer);
    }

    private Octets content() {
        Octets octets = Octets.ofText(text);
        return new OctetWriter()
                .octet(NOTIFICATION)
                .put(InvokeIdentifier.of(counter))
                .octet(0)
                .put(STRUCTURE)
                .put(ALERT_CODE)
                .octet(OCTET_STRING)
                .length(DlmsDateTime.SIZE)
                .put(time.octets())
                .octet(UTF8_STRING)
                .length(octets.size())
                .put(octets)
                .written();
    }

    /**
     * Reads an alert; whether to believe it is for {@link DeviceAlert} to say.
     *
     * @throws MalformedException if it is another message or another alert
     */
    static OperationalUpdate read(SignedMessage message) throws MalformedException {
        GroupingHeader header = message.header();
        if (header.cra() != CraFlag.ALERT || !header.code().equals(UseCase.ECS200.code())) {
            throw new MalformedException(Malformation.USE_CASE, -1);
        }
        OctetReader reader = new OctetReader(message.content());
        reader.expect(NOTIFICATION);
        Octets invokeIdentifier = reader.take(InvokeIdentifier.SIZE);
        reader.expect(0);
        expect(reader, STRUCTURE);
        expect(reader, ALERT_CODE);
        reader.expect(OCTET_STRING);
        reader.expect(DlmsDateTime.SIZE);
        DlmsDateTime time = new DlmsDateTime(reader.take(DlmsDateTime.SIZE));
        reader.expect(UTF8_STRING);
        String text = Utf8.read(reader.take(reader.length(TEXT_MOST)));
        reader.finish();
        if (!invokeIdentifier.equals(InvokeIdentifier.of(header.counter()))) {
            throw new MalformedException(Malformation.DLMS, "invoke identifier");
        }
        return new OperationalUpdate(header.originator(), header.target(), party(header), header.counter(), time, text);
    }

    private static void expect(OctetReader reader, Octets fixed) throws MalformedException {
        for (int octet = 0; octet < fixed.size(); octet++) {
            reader.expect(fixed.at(octet));
        }
    }

    /** Counters and certificates that may stand after it are for nobody here. */
    private static Optional<EntityIdentifier> party(GroupingHeader header) throws MalformedException {
        Octets other = header.otherInformation();
        if (other.size() == 2) {
            return Optional.empty();
        }
        if (other.size() < WITH_PARTY) {
            throw new MalformedException(Malformation.OTHER_INFORMATION, -1);
        }
        return Optional.of(EntityIdentifier.of(other.slice(2, WITH_PARTY)));
    }
}
