package uk.route2b.pki.inspect;

import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.route2b.pki.lint.Quoted;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** A certificate, field by field. */
final class CertificateDescription {
    private CertificateDescription() {}

    static Map<String, Object> of(X509Certificate certificate, Octets der) {
        Map<String, Object> fields = Inspector.typed("certificate");
        CertificateSummary summary = CertificateSummary.of(certificate);
        fields.put("kind", summary.kind());
        putIfThere(fields, "profile", summary.profile());
        putIfThere(fields, "entity", summary.entity());
        putIfThere(fields, "role", summary.role());
        putIfThere(fields, "roleName", summary.roleName());
        fields.put("use", summary.use());
        fields.put("curve", KeyDescription.of(certificate.getPublicKey()));
        identifiers(fields, certificate);
        names(fields, certificate);
        fields.put("sha256", der.sha256().hex());
        fields.put("octets", der.size());
        return fields;
    }

    private static void identifiers(Map<String, Object> fields, X509Certificate certificate) {
        try {
            SmkiCertificate read = SmkiCertificate.read(certificate);
            fields.put("policies", read.policies());
            fields.put("keyIdentifier", read.keyIdentifier().toString());
            putIfThere(fields, "statedKeyIdentifier", hex(read.statedKeyIdentifier()));
            putIfThere(fields, "authorityKeyIdentifier", hex(read.authorityKeyIdentifier()));
        } catch (MalformedException foreign) {
            fields.put("note", "not of SMKI shape: " + foreign.getMessage());
        }
    }

    private static void names(Map<String, Object> fields, X509Certificate certificate) {
        fields.put("subject", shown(certificate.getSubjectX500Principal().getName()));
        fields.put("issuer", shown(certificate.getIssuerX500Principal().getName()));
        fields.put("serial", certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT));
        fields.put("notBefore", certificate.getNotBefore().toInstant().toString());
        fields.put("notAfter", certificate.getNotAfter().toInstant().toString());
    }

    /** A name is chosen by whoever made the certificate. */
    static String shown(String name) {
        String quoted = Quoted.of(name);
        return quoted.substring(1, quoted.length() - 1);
    }

    private static @Nullable String hex(Optional<Octets> octets) {
        return octets.map(Octets::hex).orElse(null);
    }

    private static void putIfThere(Map<String, Object> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
