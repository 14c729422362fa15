package uk.route2b.server.doctor;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import uk.route2b.commandline.doctor.CertificateLook;
import uk.route2b.commandline.doctor.Diagnosis.Trouble;
import uk.route2b.server.register.Vtn;
import uk.route2b.server.vtn.VtnSighting;

/** Says in plain words why a VTN gave no answer: what failed first, from the network up to TLS. */
final class WhyNoAnswer {
    /** What a server says when it does not take a client's certificate, in the words of TLS. */
    private static final List<String> CLIENT_REFUSED = List.of(
            "bad_certificate",
            "certificate_required",
            "certificate_unknown",
            "unknown_ca",
            "access_denied",
            "certificate_expired",
            "certificate_revoked",
            "unsupported_certificate");

    private static final List<String> NOTHING_IN_COMMON =
            List.of("protocol_version", "handshake_failure", "No appropriate protocol", "terminated the handshake");

    private final Vtn vtn;
    private final IOException failure;
    private final List<X509Certificate> chain;
    private final Instant now;

    private WhyNoAnswer(Vtn vtn, IOException failure, List<X509Certificate> chain, Instant now) {
        this.vtn = vtn;
        this.failure = failure;
        this.chain = chain;
        this.now = now;
    }

    static Trouble of(Vtn vtn, VtnSighting sighting, Instant now) {
        IOException failure = sighting.failure().orElseThrow();
        return new WhyNoAnswer(vtn, failure, sighting.chain(), now).trouble();
    }

    private Trouble trouble() {
        return network()
                .or(this::certificate)
                .or(this::handshake)
                .or(this::afterHandshake)
                .orElseGet(() -> new Trouble(
                        "the connection broke: " + failure.getMessage(),
                        "look at the log of the VTN, and whether " + vtn.url()
                                + " is right: a VTN with TLS is https://, one without http://"));
    }

    private Optional<Trouble> network() {
        if (caused(UnknownHostException.class)) {
            return trouble(
                    "there is no host of the name " + vtn.url().getHost(),
                    "correct url of this VTN, or the names that this machine can look up");
        }
        if (caused(SocketTimeoutException.class) || timedOut()) {
            return late();
        }
        if (caused(ConnectException.class) || caused(NoRouteToHostException.class)) {
            return trouble(
                    "nothing listens at " + where(),
                    "start the VTN, or correct url; a firewall may also stand between");
        }
        return Optional.empty();
    }

    private boolean timedOut() {
        return failure instanceof InterruptedIOException;
    }

    private Optional<Trouble> late() {
        boolean connecting = String.valueOf(failure.getMessage()).contains("connect");
        return connecting
                ? trouble(
                        "no connection to " + where() + " within "
                                + vtn.connect().toSeconds() + " s",
                        "look for a firewall that drops packets, or correct url")
                : trouble(
                        "connected, and no answer within " + vtn.read().toSeconds() + " s",
                        "look why the VTN is slow; readSeconds above 8 does not help, because a VEN waits no longer");
    }

    private Optional<Trouble> certificate() {
        if (caused(SSLPeerUnverifiedException.class)) {
            return trouble(
                    "its certificate is for " + names() + " and not for "
                            + vtn.url().getHost(),
                    "write a name of the certificate into url, or have one issued for this name");
        }
        if (caused(CertificateExpiredException.class) || expired()) {
            return trouble(
                    "a certificate that it showed expired on " + firstEnd() + "; this machine's clock says " + now,
                    "renew it at the VTN; if it should still hold, set this machine's clock");
        }
        if (caused(CertificateNotYetValidException.class)) {
            return trouble(
                    "a certificate that it showed does not hold yet; this machine's clock says " + now,
                    "set this machine's clock; if it is right, wait, or have the VTN's certificate issued again");
        }
        if (says("KeyUsage") || says("key usage")) {
            return trouble(
                    "its certificate is not for a TLS server: key use " + own(CertificateLook::uses) + "; "
                            + failure.getMessage(),
                    "have one issued with key use digitalSignature and, if it has any, extended key use serverAuth");
        }
        if (caused(CertPathBuilderException.class) || caused(CertPathValidatorException.class)) {
            return trouble(
                    "no authority that is trusted for this VTN issued its certificate; its issuer is "
                            + own(shown -> shown.getIssuerX500Principal().getName()),
                    "put the issuing authority's certificate into the file tls.trust of this VTN; without it only the"
                            + " authorities of the Java platform count");
        }
        return caused(CertificateException.class)
                ? trouble("its certificate does not hold: " + failure.getMessage(), "have another one issued")
                : Optional.empty();
    }

    private Optional<Trouble> handshake() {
        if (CLIENT_REFUSED.stream().anyMatch(this::says)) {
            return clientRefused("the VTN does not take the certificate that the gateway shows it");
        }
        if (NOTHING_IN_COMMON.stream().anyMatch(this::says)) {
            return trouble(
                    "the VTN and the gateway have no version of TLS, or no way of it, in common ("
                            + failure.getMessage() + "); allowed here are "
                            + vtn.upstream().tls().versions(),
                    "set tls: {versions: [TLSv1.2]} for this VTN if it speaks nothing newer, as avob does; a VTN that"
                            + " wants a client certificate may say the same: see identity");
        }
        if (says("Unsupported or unrecognized SSL message") || says("plaintext connection")) {
            return trouble(
                    "it does not speak TLS at " + where(),
                    "write http:// into url, or correct the port; plain HTTP only on a network of your own");
        }
        return caused(SSLException.class)
                ? trouble("TLS failed: " + failure.getMessage(), "compare tls of this VTN with what the VTN is set to")
                : Optional.empty();
    }

    /** With TLS 1.3 a client is done before the server has looked at its certificate. */
    private Optional<Trouble> afterHandshake() {
        return chain.isEmpty()
                ? Optional.empty()
                : clientRefused(
                        "the VTN cut the connection right after the handshake, as one does that does not take the"
                                + " certificate of the gateway");
    }

    private Optional<Trouble> clientRefused(String what) {
        return trouble(
                what + " (identity " + vtn.upstream().identity().word() + "): " + failure.getMessage(),
                "let the VTN trust its issuer, or choose identity mtls-per-ven or mtls-shared and name a certificate that"
                        + " the VTN knows; docs/openadr.md");
    }

    private static Optional<Trouble> trouble(String cause, String remedy) {
        return Optional.of(new Trouble(cause, remedy));
    }

    private String where() {
        int port = vtn.url().getPort();
        String shown = port < 0 ? "" : ":" + port;
        return vtn.url().getHost() + shown;
    }

    private Stream<Throwable> causes() {
        return Stream.iterate((Throwable) failure, cause -> cause != null, Throwable::getCause);
    }

    private boolean caused(Class<? extends Throwable> kind) {
        return causes().anyMatch(kind::isInstance);
    }

    private boolean says(String words) {
        String wanted = words.toLowerCase(Locale.ROOT);
        return causes().map(cause -> String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT))
                .anyMatch(said -> said.contains(wanted));
    }

    private boolean expired() {
        boolean untrusted = caused(CertificateException.class) || caused(CertPathValidatorException.class);
        return untrusted && chain.stream().anyMatch(shown -> now.isAfter(end(shown)));
    }

    private String firstEnd() {
        return chain.stream()
                .map(WhyNoAnswer::end)
                .min(Instant::compareTo)
                .map(Instant::toString)
                .orElse("a day that is past");
    }

    private static Instant end(X509Certificate shown) {
        return shown.getNotAfter().toInstant();
    }

    private String own(java.util.function.Function<X509Certificate, String> said) {
        return chain.stream().findFirst().map(said).orElse("not shown");
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        for (X509Certificate shown : chain.subList(0, Math.min(1, chain.size()))) {
            alternatives(shown).forEach(name -> names.add(String.valueOf(name.get(1))));
        }
        return names;
    }

    private static Collection<List<?>> alternatives(X509Certificate shown) {
        try {
            Collection<List<?>> names = shown.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException unreadable) {
            return List.of();
        }
    }
}
