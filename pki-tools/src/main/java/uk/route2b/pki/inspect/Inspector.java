package uk.route2b.pki.inspect;

import java.security.PrivateKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.route2b.pki.issue.CertificationRequest;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.pki.issue.Pem;
import uk.route2b.pki.issue.StoredEntries;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** Says what stands in a file, block by block. Keys are named, never shown. */
public final class Inspector {
    private Inspector() {}

    /**
     * One ordered description for each block of PEM, or one for DER. Every description begins with {@code type}.
     *
     * @throws MalformedException if there is nothing in it that can be told
     */
    public static List<Map<String, Object>> describe(Octets file) throws MalformedException {
        if (!Pem.looksLike(file)) {
            return List.of(der(file));
        }
        List<Map<String, Object>> blocks = new ArrayList<>();
        for (Pem block : Pem.read(file)) {
            blocks.add(block(block));
        }
        return blocks;
    }

    /** The same for a key store: one description of the whole, then one for each entry. */
    public static List<Map<String, Object>> describe(StoredEntries store, boolean opened) {
        List<Map<String, Object>> blocks = new ArrayList<>();
        Map<String, Object> whole = typed("key-store");
        whole.put("form", store.form());
        whole.put("entries", store.entries().size());
        whole.put("password", opened ? "fits" : "not given, so neither integrity nor keys were looked at");
        blocks.add(whole);
        store.entries().forEach(entry -> blocks.add(StoredEntryDescription.of(entry)));
        return blocks;
    }

    private static Map<String, Object> block(Pem block) throws MalformedException {
        return switch (block.label()) {
            case Pem.CERTIFICATE -> certificate(block.octets());
            case Pem.REVOCATION_LIST -> revocationList(block.octets());
            case Pem.REQUEST, "NEW " + Pem.REQUEST -> request(block.octets());
            case Pem.PRIVATE_KEY -> privateKey(block.octets());
            default -> other(block.label());
        };
    }

    /** What it is can only be found by trying. */
    private static Map<String, Object> der(Octets file) throws MalformedException {
        for (Reader reader : List.<Reader>of(
                Inspector::certificate, Inspector::revocationList, Inspector::request, Inspector::privateKey)) {
            Optional<Map<String, Object>> told = reader.tried(file);
            if (told.isPresent()) {
                return told.get();
            }
        }
        throw new MalformedException(Malformation.CERTIFICATE, "file");
    }

    /** One way of reading. */
    private interface Reader {
        Map<String, Object> read(Octets der) throws MalformedException;

        default Optional<Map<String, Object>> tried(Octets der) {
            try {
                return Optional.of(read(der));
            } catch (MalformedException other) {
                return Optional.empty();
            }
        }
    }

    private static Map<String, Object> certificate(Octets der) throws MalformedException {
        X509Certificate certificate = KeyFiles.certificates(der).get(0);
        return CertificateDescription.of(certificate, der);
    }

    private static Map<String, Object> revocationList(Octets der) throws MalformedException {
        X509CRL list = KeyFiles.revocationList(der);
        return RevocationListDescription.of(list);
    }

    private static Map<String, Object> request(Octets der) throws MalformedException {
        CertificationRequest request = CertificationRequest.read(der);
        Map<String, Object> fields = typed("request");
        fields.put("curve", KeyDescription.of(request.key()));
        fields.put("proven", request.proven());
        request.entity().map(EntityIdentifier::toString).ifPresent(entity -> fields.put("entity", entity));
        fields.put("asksFor", request.asked());
        return fields;
    }

    private static Map<String, Object> privateKey(Octets der) throws MalformedException {
        PrivateKey key = KeyFiles.privateKey(der);
        Map<String, Object> fields = typed("private-key");
        fields.put("algorithm", key.getAlgorithm());
        fields.put("encrypted", false);
        return fields;
    }

    private static Map<String, Object> other(String label) {
        Map<String, Object> fields = typed(label.equals(Pem.ENCRYPTED_PRIVATE_KEY) ? "private-key" : "other");
        fields.put("label", label);
        if (label.equals(Pem.ENCRYPTED_PRIVATE_KEY)) {
            fields.put("encrypted", true);
        }
        return fields;
    }

    static Map<String, Object> typed(String type) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", type);
        return fields;
    }
}
