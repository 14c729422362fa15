package uk.route2b.server.register;

import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.route2b.commandline.CommandFailure;
import uk.route2b.server.configuration.ServerConfiguration.VtnEntry;
import uk.route2b.server.configuration.Upstream;

/**
 * By what a VTN is known, and knows the gateway and its VENs.
 *
 * @param trust authorities of its certificate; none for those of the Java platform
 * @param shared the gateway's own certificate towards it
 * @param vens those of single VENs, by venID
 */
public record VtnCredentials(List<X509Certificate> trust, Optional<Identity> shared, Map<String, VenCredentials> vens) {
    /** Nothing is known by anything. */
    public static final VtnCredentials NONE = new VtnCredentials(List.of(), Optional.empty(), Map.of());

    public VtnCredentials {
        trust = List.copyOf(trust);
        vens = Map.copyOf(vens);
    }

    /**
     * By what a VTN knows one VEN.
     *
     * @param secret of HTTP Basic
     * @param client its TLS client certificate
     */
    public record VenCredentials(
            String user, Optional<String> secret, Optional<String> commonName, Optional<Identity> client) {
        /** Never the secret. */
        @Override
        public String toString() {
            return "credentials of " + user;
        }
    }

    /** Those of one VEN. */
    public Optional<VenCredentials> of(String ven) {
        return Optional.ofNullable(vens.get(ven));
    }

    static VtnCredentials read(VtnEntry entry, CertificateFiles files, FindingList findings) {
        Upstream.Tls tls = entry.upstream().tls();
        Map<String, VenCredentials> vens = new LinkedHashMap<>();
        for (Upstream.Credential credential : entry.upstream().credentials()) {
            vens.put(
                    credential.ven(),
                    new VenCredentials(
                            credential.user(),
                            secret(entry, credential, findings),
                            credential.commonName(),
                            credential.client().flatMap(client -> files.identity(client, entry.line()))));
        }
        return new VtnCredentials(
                tls.trust().map(file -> files.certificates(file, entry.line())).orElse(List.of()),
                tls.client().flatMap(client -> files.identity(client, entry.line())),
                vens);
    }

    private static Optional<String> secret(VtnEntry entry, Upstream.Credential credential, FindingList findings) {
        try {
            return credential.secret().map(secret -> secret.read().text().strip());
        } catch (CommandFailure unreadable) {
            findings.add(
                    entry.line(),
                    "VTN " + entry.name() + ", VEN " + credential.ven(),
                    unreadable.why(),
                    unreadable.remedy());
            return Optional.empty();
        }
    }

    /** Never a key. */
    @Override
    public String toString() {
        return "credentials of " + vens.size() + " VENs";
    }
}
