package uk.route2b.protocol.openadr;

import java.util.Optional;

/**
 * What the gateway reads of an OpenADR payload; it relays the rest as it is.
 *
 * @param message which of the 23; empty where the wrapper holds a signature and no message
 * @param wrapped whether it stands inside oadrPayload
 * @param signed whether it carries an XMLDSIG signature
 * @param venId the first venID in it that is not empty
 * @param requestId the first requestID in it that is not empty
 */
public record PayloadHead(
        Optional<OpenAdrMessage> message,
        boolean wrapped,
        boolean signed,
        Optional<String> venId,
        Optional<String> requestId) {}
