package uk.route2b.protocol.meter;

import java.util.ArrayList;
import java.util.List;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.UnsignedMessage;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.OctetWriter;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.tunnel.Labels;

/**
 * What an ECS46a says: a Supplier sets labels of a meter.
 *
 * <p>Meters do not protect this command against replay, so its counter makes nothing of it new or old: what it carries
 * has to protect itself.
 *
 * @param supplier the originator
 * @param meter the target
 * @param counter the originator counter, which is also the counter of the DUIS request
 * @param labels 1 to 5, no index twice; results come back in this order
 */
public record LabelCommand(EntityIdentifier supplier, EntityIdentifier meter, long counter, List<Label> labels) {
    public LabelCommand {
        labels = List.copyOf(labels);
        long different = labels.stream().mapToInt(Label::index).distinct().count();
        if (labels.isEmpty() || different != labels.size()) {
            throw new IllegalArgumentException("a command sets 1 to 5 labels, each once");
        }
    }

    /** Sets all five labels, which is how a fragment travels. */
    public static LabelCommand of(EntityIdentifier supplier, EntityIdentifier meter, long counter, Labels labels) {
        List<Label> numbered = new ArrayList<>();
        for (String text : labels.texts()) {
            numbered.add(new Label(numbered.size() + 1, text));
        }
        return new LabelCommand(supplier, meter, counter, numbered);
    }

    /**
     * Reads an ECS46a command, signed or not.
     *
     * @throws MalformedException if it is another message, or sets anything but labels
     */
    public static LabelCommand read(SignedMessage message) throws MalformedException {
        GroupingHeader header = message.header();
        boolean command = header.cra() == CraFlag.COMMAND && header.code().equals(UseCase.ECS46A.code());
        if (!command || !header.hasOurForm()) {
            throw new MalformedException(Malformation.USE_CASE, -1);
        }
        AccessRequest request = AccessRequest.read(message.content());
        if (!request.invokeIdentifier().equals(InvokeIdentifier.of(header.counter()))) {
            throw new MalformedException(Malformation.DLMS, "invoke identifier");
        }
        return new LabelCommand(header.originator(), header.target(), header.counter(), request.labels());
    }

    /** The message before its signature. */
    public UnsignedMessage message() {
        AccessRequest request = new AccessRequest(InvokeIdentifier.of(counter), labels);
        return new UnsignedMessage(
                GroupingHeader.of(CraFlag.COMMAND, counter, supplier, meter, UseCase.ECS46A.code()), request.octets());
    }

    /** The pre-command that the DCC makes of the request: the tag, what is to be signed, and no signature. */
    public Octets preCommand() {
        return new OctetWriter()
                .octet(SignedMessage.TAG)
                .put(message().signedOctets())
                .written();
    }
}
