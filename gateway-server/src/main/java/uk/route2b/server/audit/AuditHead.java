package uk.route2b.server.audit;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import tools.jackson.databind.node.ObjectNode;
import uk.route2b.protocol.message.MessageSigner;
import uk.route2b.protocol.octets.Octets;

/**
 * Signs how far a chain has come.
 *
 * <p>What is signed begins with a letter, and what is signed in a signed message with the octet 09: neither signature
 * can stand for the other.
 *
 * @param signer signs with the key of {@code certificate}
 */
public record AuditHead(MessageSigner signer, X509Certificate certificate) {
    /** What the signature covers. */
    static Octets signed(String node, long number, Octets hash) {
        return Octets.of(("route2b audit head 1\n" + node + "\n" + number + "\n" + hash.hex())
                .getBytes(StandardCharsets.US_ASCII));
    }

    /** Puts the head at {@code number} into a record. */
    void into(ObjectNode json, String node, long number, Octets hash) {
        json.put("node", node);
        json.put("of", number);
        json.put("hash", hash.hex());
        json.put("certificate", der());
        json.put("signature", signer.sign(signed(node, number, hash)).hex());
    }

    private String der() {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("a certificate that was read has octets", impossible);
        }
    }
}
