package uk.route2b.conformance.gateway;

import java.security.cert.X509Certificate;
import java.util.List;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.SignedMessage;

/**
 * Whose gateway it is.
 *
 * @param signers certificates of its message keys, the newest last
 */
public record Dsrsp(EntityIdentifier entity, List<X509Certificate> signers) {
    public Dsrsp {
        signers = List.copyOf(signers);
    }

    List<KeyIdentifier> keys() {
        return signers.stream()
                .map(each -> KeyIdentifier.of(each.getPublicKey()))
                .toList();
    }

    boolean signed(SignedMessage message) {
        return signers.stream()
                .anyMatch(each ->
                        Ecdsa.PLATFORM.verifies(message.signedOctets(), message.signature(), each.getPublicKey()));
    }
}
