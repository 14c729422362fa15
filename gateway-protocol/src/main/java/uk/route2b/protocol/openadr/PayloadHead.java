package uk.route2b.protocol.openadr;

import java.util.List;
import java.util.Optional;

/**
 * What the gateway reads of an OpenADR payload; it relays the rest as it is.
 *
 * @param message which of the 23; empty where the wrapper holds a signature and no message
 * @param wrapped whether it stands inside oadrPayload
 * @param signed whether it carries an XMLDSIG signature
 * @param venId the first venID in it that is not empty
 * @param requestId the first requestID in it that is not empty
 * @param venIds every venID that says who speaks or is spoken to, not empty ones, each once; not those of targets and
 *     data sources, which may name others
 */
public record PayloadHead(
        Optional<OpenAdrMessage> message,
        boolean wrapped,
        boolean signed,
        Optional<String> venId,
        Optional<String> requestId,
        List<String> venIds) {
    public PayloadHead {
        venIds = List.copyOf(venIds);
    }

    /** One that has a single venID or none. */
    public PayloadHead(
            Optional<OpenAdrMessage> message,
            boolean wrapped,
            boolean signed,
            Optional<String> venId,
            Optional<String> requestId) {
        this(message, wrapped, signed, venId, requestId, venId.stream().toList());
    }
}
