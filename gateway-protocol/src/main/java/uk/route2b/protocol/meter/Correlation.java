package uk.route2b.protocol.meter;

import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.MessageSigner;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.OctetWriter;
import uk.route2b.protocol.octets.Octets;

/**
 * Parse and correlate (design section 5): whether a pre-command that the DCC returned says what was asked for. Only one
 * that does can be signed, since nothing else has {@link Same#sign}.
 */
public sealed interface Correlation {
    /** More than the largest ECS46a with a MAC header has, 305 octets. */
    int OCTETS_MOST = 512;

    /**
     * It says what the request said and nothing else.
     *
     * @param preCommand as it was received
     */
    record Same(SignedMessage preCommand) implements Correlation {
        /**
         * The critical command: the octets that were received, with the Supplier's signature. It is the form that a
         * handheld terminal would carry; the DCC adds its MAC.
         */
        public Octets sign(MessageSigner supplier) {
            Octets signed = preCommand.signedOctets();
            return new OctetWriter()
                    .octet(SignedMessage.TAG)
                    .put(signed)
                    .octet(SignedMessage.SIGNATURE_SIZE)
                    .put(supplier.sign(signed))
                    .written();
        }
    }

    /** It says something else, or cannot be read. */
    record Different(PreCommandDifference difference) implements Correlation {}

    /** Compares a pre-command, with or without the octet 00 at its end, with the request. */
    static Correlation compare(Octets preCommand, LabelCommand request) {
        try {
            SignedMessage message = new SignedMessageReader(OCTETS_MOST).read(preCommand);
            Optional<PreCommandDifference> difference =
                    header(message, request).or(() -> content(message.content(), request));
            return difference.<Correlation>map(Different::new).orElseGet(() -> new Same(message));
        } catch (MalformedException unreadable) {
            return new Different(PreCommandDifference.SHAPE);
        }
    }

    private static Optional<PreCommandDifference> header(SignedMessage message, LabelCommand request) {
        GroupingHeader header = message.header();
        return first(
                unless(message.signature().isEmpty(), PreCommandDifference.SIGNED),
                unless(header.cra() == CraFlag.COMMAND, PreCommandDifference.KIND),
                unless(header.code().equals(UseCase.ECS46A.code()), PreCommandDifference.CODE),
                unless(header.originator().equals(request.supplier()), PreCommandDifference.SUPPLIER),
                unless(header.target().equals(request.meter()), PreCommandDifference.METER),
                unless(header.counter() == request.counter(), PreCommandDifference.COUNTER),
                unless(header.hasOurForm(), PreCommandDifference.FIELDS));
    }

    private static Optional<PreCommandDifference> content(Octets content, LabelCommand request) {
        try {
            AccessRequest found = AccessRequest.read(content);
            List<Label> asked = request.labels();
            return first(
                    unless(
                            found.invokeIdentifier().equals(InvokeIdentifier.of(request.counter())),
                            PreCommandDifference.INVOKE_IDENTIFIER),
                    unless(found.labels().size() == asked.size(), PreCommandDifference.LABEL_COUNT),
                    unless(indexes(found.labels()).equals(indexes(asked)), PreCommandDifference.LABEL_INDEX),
                    unless(found.labels().equals(asked), PreCommandDifference.LABEL_TEXT));
        } catch (MalformedException another) {
            return Optional.of(PreCommandDifference.CONTENT);
        }
    }

    private static List<Integer> indexes(List<Label> labels) {
        return labels.stream().map(Label::index).toList();
    }

    private static Optional<PreCommandDifference> unless(boolean same, PreCommandDifference difference) {
        return same ? Optional.empty() : Optional.of(difference);
    }

    @SafeVarargs
    private static Optional<PreCommandDifference> first(Optional<PreCommandDifference>... found) {
        for (Optional<PreCommandDifference> difference : found) {
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }
}
