package uk.route2b.server.delivery;

import java.util.Optional;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.configuration.LinkConfigurationJson;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.message.SignedMessageReader;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.store.OutgoingMessage;

/**
 * A message of ours that waits for its answer, without its octets: those stay in the store until they are sent.
 *
 * @param digest SHA-256 of its signed octets
 * @param configuration version of the link configuration that it carries; 0 for any other message
 * @param credential key of the message certificate that it carries; empty for any other message
 */
public record Awaited(
        long counter, PrivateMessageCode code, Octets digest, long configuration, Optional<KeyIdentifier> credential) {
    static Awaited of(OutgoingMessage message) {
        long version = message.code() == PrivateMessageCode.LINK_CONFIGURATION ? version(message.octets()) : 0;
        Optional<KeyIdentifier> credential = message.code() == PrivateMessageCode.CREDENTIALS
                ? Optional.of(credential(message.octets()))
                : Optional.empty();
        return new Awaited(message.counter(), message.code(), message.digest(), version, credential);
    }

    private static KeyIdentifier credential(Octets octets) {
        try {
            Octets der = Content.read(read(octets).content()).body();
            return SmkiCertificate.ofDer(der).keyIdentifier();
        } catch (MalformedException broken) {
            throw new IllegalStateException("a stored certificate of ours cannot be read", broken);
        }
    }

    private static long version(Octets octets) {
        try {
            Octets json = Content.read(read(octets).content()).plainBody(ConfigurationDesk.JSON_MOST);
            return LinkConfigurationJson.read(json).version();
        } catch (MalformedException broken) {
            throw new IllegalStateException("a stored link configuration of ours cannot be read", broken);
        }
    }

    /** A stored message of ours as a value. */
    static SignedMessage read(Octets octets) {
        try {
            return new SignedMessageReader(Integer.MAX_VALUE).read(octets);
        } catch (MalformedException broken) {
            throw new IllegalStateException("a stored message of ours cannot be read", broken);
        }
    }
}
