package uk.route2b.pki.inspect;

import java.security.cert.X509CRL;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.route2b.pki.issue.RevocationList;

/** A revocation list, field by field. */
final class RevocationListDescription {
    private RevocationListDescription() {}

    static Map<String, Object> of(X509CRL list) {
        RevocationList says = RevocationList.of(list);
        Map<String, Object> fields = Inspector.typed("revocation-list");
        fields.put("issuer", list.getIssuerX500Principal().getName());
        fields.put("number", says.number().toString());
        fields.put("thisUpdate", list.getThisUpdate().toInstant().toString());
        @Nullable Date next = list.getNextUpdate();
        fields.put("nextUpdate", next == null ? "none" : next.toInstant().toString());
        fields.put("revoked", serials(says));
        return fields;
    }

    private static List<String> serials(RevocationList says) {
        return says.revocations().stream()
                .map(revocation -> revocation.serial().toString(16).toUpperCase(Locale.ROOT))
                .toList();
    }
}
