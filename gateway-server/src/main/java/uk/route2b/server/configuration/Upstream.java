package uk.route2b.server.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a VTN is dealt with, whatever it is called.
 *
 * @param path between its URL and the service, with a slash at both ends
 * @param pollFallback how often it is polled where it asks for no frequency
 * @param keepAlive how often at least a VEN polls it that it pushes to; empty for never
 * @param bodyOctets the largest body that it takes
 * @param tls how it is spoken to over https
 * @param credentials of single VENs
 * @param carriage what is done with signatures and encodings
 */
public record Upstream(
        Wrap wrap,
        VtnIdentity identity,
        String path,
        VtnDelivery delivery,
        AnswerBody answerBody,
        Duration pollFallback,
        Optional<Duration> keepAlive,
        int bodyOctets,
        Tls tls,
        List<Credential> credentials,
        Carriage carriage) {
    public Upstream {
        credentials = List.copyOf(credentials);
    }

    /** One with whose payloads nothing is done but what wrap says. */
    public Upstream(
            Wrap wrap,
            VtnIdentity identity,
            String path,
            VtnDelivery delivery,
            AnswerBody answerBody,
            Duration pollFallback,
            Optional<Duration> keepAlive,
            int bodyOctets,
            Tls tls,
            List<Credential> credentials) {
        this(
                wrap,
                identity,
                path,
                delivery,
                answerBody,
                pollFallback,
                keepAlive,
                bodyOctets,
                tls,
                credentials,
                Carriage.AS_IT_IS);
    }

    /** What is taken off or changed in a payload besides its wrapper. */
    public record Carriage(Signature signature, Encoding encoding) {
        /** Nothing. */
        public static final Carriage AS_IT_IS = new Carriage(Signature.PASS, Encoding.PASS);
    }

    /**
     * TLS towards a VTN. It changes nothing for anybody else in this process.
     *
     * @param trust authorities of the VTN's certificate; empty for those of the Java platform
     * @param versions newest first
     * @param client the gateway's own certificate, for mtls-shared
     */
    public record Tls(Optional<Path> trust, List<String> versions, Optional<ServerConfiguration.KeyFiles> client) {
        /** TLS 1.3 and 1.2, the platform's authorities, no client certificate. */
        public static final Tls DEFAULT = new Tls(Optional.empty(), List.of("TLSv1.3", "TLSv1.2"), Optional.empty());

        public Tls {
            versions = List.copyOf(versions);
        }
    }

    /**
     * By what a VTN knows one VEN.
     *
     * @param ven its venID
     * @param user for basic; by default the venID
     * @param secret for basic
     * @param commonName for epri-headers; by default that of the CEM's certificate
     * @param client for mtls-per-ven
     */
    public record Credential(
            String ven,
            String user,
            Optional<Secret> secret,
            Optional<String> commonName,
            Optional<ServerConfiguration.KeyFiles> client) {}

    /** That of the generic profile: nothing is changed on the way, and nobody is polled. */
    public static Upstream generic() {
        return UpstreamProfile.GENERIC.upstream();
    }

    /** Whether the gateway polls for VENs at all. */
    public boolean polls() {
        return delivery == VtnDelivery.POLL_FOR_VEN || keepAlive.isPresent();
    }

    /** The credential of {@code ven}. */
    public Optional<Credential> credential(String ven) {
        return credentials.stream().filter(each -> each.ven().equals(ven)).findFirst();
    }
}
