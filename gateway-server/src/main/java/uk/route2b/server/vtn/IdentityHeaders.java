package uk.route2b.server.vtn;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import uk.route2b.commandline.doctor.OpenAdrFingerprint;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.register.VtnCredentials.VenCredentials;

/**
 * The headers by which a VTN learns which VEN speaks. A request to a VTN has these and no other identity headers:
 * nothing that a CEM or a VEN sent besides service, type and body gets this far.
 */
public final class IdentityHeaders {
    private IdentityHeaders() {}

    /** Name to value. Hyphens, not underscores: proxies drop names with underscores, and Rack reads both the same. */
    public static Map<String, String> of(VtnRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        switch (request.vtn().upstream().identity()) {
            case EPRI_HEADERS -> epri(request, headers);
            case BASIC ->
                credentials(request)
                        .ifPresent(known -> known.secret()
                                .ifPresent(secret -> headers.put("Authorization", basic(known.user(), secret))));
            case RFC9440 -> certificate(request, headers);
            case NONE, MTLS_PER_VEN, MTLS_SHARED -> {
                // TLS says it, or nothing does
            }
        }
        return headers;
    }

    private static Optional<VenCredentials> credentials(VtnRequest request) {
        return request.vtn().credentials().of(request.ven());
    }

    private static void epri(VtnRequest request, Map<String, String> headers) {
        headers.put("HTTPS", "on");
        credentials(request)
                .flatMap(VenCredentials::commonName)
                .or(() -> request.certificate().flatMap(IdentityHeaders::commonName))
                .or(() -> Optional.of(request.ven()))
                .ifPresent(name -> headers.put("SSL-Client-S-DN-CN", name));
        headers.put("SSL-Client-Verify", "SUCCESS");
    }

    private static String basic(String user, String secret) {
        byte[] both = (user + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    private static void certificate(VtnRequest request, Map<String, String> headers) {
        headers.put("X-OADR-VEN-ID", request.ven());
        request.certificate().ifPresent(certificate -> {
            Octets der = der(certificate);
            String text = Base64.getEncoder().encodeToString(der.toArray());
            headers.put("Client-Cert", ":" + text + ":");
            headers.put(
                    "X-Client-Cert",
                    URLEncoder.encode(
                            "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n",
                            StandardCharsets.US_ASCII));
            headers.put("X-OADR-Fingerprint", OpenAdrFingerprint.of(certificate).plain());
        });
    }

    private static Octets der(X509Certificate certificate) {
        try {
            return Octets.of(certificate.getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("what was read from its encoding has one", impossible);
        }
    }

    private static Optional<String> commonName(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(part -> part.getValue().toString())
                            .findFirst();
        } catch (InvalidNameException unreadable) {
            return Optional.empty();
        }
    }
}
