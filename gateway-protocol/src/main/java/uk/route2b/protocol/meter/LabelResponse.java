package uk.route2b.protocol.meter;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.GroupingHeader;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.protocol.message.UnsignedMessage;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** What the response of a meter, signed by it, says about a command. */
public sealed interface LabelResponse {
    /** All labels are written. */
    record Written(SignedMessage response) implements LabelResponse {}

    /**
     * At least one label is not written, so the fragment is not: partial writes exist.
     *
     * @param results one for each label of the command, in its order
     */
    record Partial(SignedMessage response, List<LabelResult> results) implements LabelResponse {
        public Partial {
            results = List.copyOf(results);
        }

        /** The labels that are not written. */
        public List<LabelResult> failed() {
            return results.stream().filter(label -> !label.result().isSuccess()).toList();
        }
    }

    /** It says nothing about the command. */
    record Refused(ResponseRefusal reason) implements LabelResponse {}

    /** The response of a meter, before its signature: identifiers swapped, counter echoed. */
    static UnsignedMessage message(LabelCommand command, List<AccessResult> results) {
        GroupingHeader header = command.message().header().answer();
        return new UnsignedMessage(
                header, new AccessResponse(InvokeIdentifier.of(command.counter()), results).octets());
    }

    /**
     * Judges {@code payload} over the octets received.
     *
     * @param keys the meter's; each is tried
     */
    static LabelResponse judge(Octets payload, LabelCommand command, List<PublicKey> keys, Ecdsa ecdsa) {
        try {
            SignedMessage message = new SignedMessageReader(Correlation.OCTETS_MOST).read(payload);
            GroupingHeader header = message.header();
            if (header.cra() != CraFlag.RESPONSE || !header.code().equals(UseCase.ECS46A.code())) {
                return new Refused(ResponseRefusal.SHAPE);
            }
            if (!header.originator().equals(command.meter())) {
                return new Refused(ResponseRefusal.METER);
            }
            if (!header.target().equals(command.supplier())) {
                return new Refused(ResponseRefusal.SUPPLIER);
            }
            if (header.counter() != command.counter()) {
                return new Refused(ResponseRefusal.COUNTER);
            }
            return verified(message, keys, ecdsa) ? results(message, command) : new Refused(ResponseRefusal.SIGNATURE);
        } catch (MalformedException unreadable) {
            return new Refused(ResponseRefusal.SHAPE);
        }
    }

    private static boolean verified(SignedMessage message, List<PublicKey> keys, Ecdsa ecdsa) {
        return keys.stream().anyMatch(key -> ecdsa.verifies(message.signedOctets(), message.signature(), key));
    }

    private static LabelResponse results(SignedMessage message, LabelCommand command) throws MalformedException {
        AccessResponse response = AccessResponse.read(message.content());
        if (!response.invokeIdentifier().equals(InvokeIdentifier.of(command.counter()))) {
            return new Refused(ResponseRefusal.COUNTER);
        }
        if (response.results().size() != command.labels().size()) {
            return new Refused(ResponseRefusal.RESULTS);
        }
        List<LabelResult> results = new ArrayList<>();
        for (Label label : command.labels()) {
            results.add(new LabelResult(label.index(), response.results().get(results.size())));
        }
        boolean all = results.stream().allMatch(label -> label.result().isSuccess());
        return all ? new Written(message) : new Partial(message, results);
    }
}
