package uk.route2b.server.audit;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.json.JsonObject;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * A signed head, read.
 *
 * @param of the record whose hash it is
 * @param key that of the certificate in it
 */
record AuditHeadCheck(String node, long of, Octets hash, PublicKey key, Octets signature) {
    static AuditHeadCheck read(JsonObject json) throws MalformedException {
        Octets der =
                json.parsed("certificate", text -> Octets.of(Base64.getDecoder().decode(text)));
        return new AuditHeadCheck(
                json.text("node"),
                json.number("of"),
                json.parsed("hash", Octets::ofHex),
                SmkiCertificate.ofDer(der).publicKey(),
                json.parsed("signature", Octets::ofHex));
    }

    static AuditHeadCheck read(Octets file) throws MalformedException {
        return read(JsonObject.read(file));
    }

    /** Whether the signature holds for this node, by a key of {@code certificates} if there are any. */
    boolean isSignedBy(String whose, List<X509Certificate> certificates) {
        boolean known = certificates.isEmpty()
                || certificates.stream().anyMatch(one -> one.getPublicKey().equals(key));
        return known && node.equals(whose) && Ecdsa.PLATFORM.verifies(AuditHead.signed(node, of, hash), signature, key);
    }

    String signer() {
        return KeyIdentifier.of(key).toString();
    }
}
