package uk.route2b.pki.inspect;

import java.security.cert.X509Certificate;
import java.util.Map;
import uk.route2b.pki.issue.Pem;
import uk.route2b.pki.issue.StoredEntry;

/** An entry of a key store: its name, and its certificate field by field. */
final class StoredEntryDescription {
    private StoredEntryDescription() {}

    static Map<String, Object> of(StoredEntry entry) {
        Map<String, Object> fields = Inspector.typed("key-store-entry");
        fields.put("alias", CertificateDescription.shown(entry.alias()));
        fields.put("holdsKey", entry.holdsKey());
        fields.put("chain", entry.chain().size());
        entry.chain().stream().findFirst().ifPresent(certificate -> fields.putAll(certificate(certificate)));
        return fields;
    }

    /** Without its type: the entry has one. */
    private static Map<String, Object> certificate(X509Certificate certificate) {
        Map<String, Object> fields =
                CertificateDescription.of(certificate, Pem.of(certificate).octets());
        fields.remove("type");
        return fields;
    }
}
