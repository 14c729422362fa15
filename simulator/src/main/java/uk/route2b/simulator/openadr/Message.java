package uk.route2b.simulator.openadr;

import static uk.route2b.simulator.openadr.Vocabulary.EI;
import static uk.route2b.simulator.openadr.Vocabulary.OADR;
import static uk.route2b.simulator.openadr.Vocabulary.PYLD;

import java.util.Optional;
import uk.route2b.protocol.octets.Octets;

/**
 * One OpenADR message.
 *
 * @param type which of the 23
 * @param body its element, without the wrapper
 */
public record Message(MessageType type, Element body) {
    /** The largest message that is read. */
    public static final int MOST_OCTETS = ElementReader.MOST_OCTETS;

    private static final String OK = "200";

    /** Reads a wrapped or a bare message; both are schema-valid and in use. */
    public static Message read(Octets octets) throws UnreadableException {
        Element body = unwrapped(ElementReader.read(octets));
        MessageType type = MessageType.named(body.name())
                .filter(named -> body.is(OADR, named.elementName()))
                .orElseThrow(() -> new UnreadableException("not one of the 23 OpenADR 2.0b messages"));
        return new Message(type, body);
    }

    private static Element unwrapped(Element root) throws UnreadableException {
        if (!root.is(OADR, "oadrPayload")) {
            return root;
        }
        return root.child(OADR, "oadrSignedObject").stream()
                .flatMap(object -> object.children().stream())
                .findFirst()
                .orElseThrow(() -> new UnreadableException("an oadrPayload without a message"));
    }

    /** Its wrapped XML. */
    public Octets octets() {
        return ElementWriter.wrapped(body);
    }

    /** The VEN it names for itself; a target inside an event does not count. */
    public Optional<String> venId() {
        return head().child(EI, "venID").map(Element::text).filter(id -> !id.isEmpty());
    }

    /** Two messages keep what others have at the top one level deeper. */
    private Element head() {
        return body.child(PYLD, "eiCreatedEvent")
                .or(() -> body.child(PYLD, "eiRequestEvent"))
                .orElse(body);
    }

    /**
     * What correlates it: its own request, else the one that it answers; an oadrCreatedEvent answers the
     * oadrDistributeEvent that its event responses name.
     */
    public Optional<String> requestId() {
        if (type == MessageType.CREATED_EVENT) {
            return body.first(EI, "eventResponse").flatMap(response -> response.textOf(PYLD, "requestID"));
        }
        return head().child(PYLD, "requestID")
                .or(() -> head().child(EI, "eiResponse").flatMap(response -> response.child(PYLD, "requestID")))
                .map(Element::text)
                .filter(id -> !id.isEmpty());
    }

    /** The three digits of its eiResponse, if it has one. */
    public Optional<String> responseCode() {
        return head().child(EI, "eiResponse").flatMap(response -> response.textOf(EI, "responseCode"));
    }

    /** Whether it does not say that something went wrong. */
    public boolean isGood() {
        return responseCode().map(OK::equals).orElse(true);
    }
}
