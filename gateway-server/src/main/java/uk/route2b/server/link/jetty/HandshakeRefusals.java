package uk.route2b.server.link.jetty;

import java.security.cert.CertificateException;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.certificate.CertificateRefusal;
import uk.route2b.server.link.Refusals;

/** Gives each failed TLS handshake a reason code: the peer learns only that it was refused. */
final class HandshakeRefusals implements SslHandshakeListener {
    private static final Logger LOG = LoggerFactory.getLogger(HandshakeRefusals.class);
    private static final String OTHER = "handshake";
    /** What the JDK says of a client that shows nothing, in any of its versions. */
    private static final String EMPTY_CHAIN = "client certificate chain";

    private final Refusals refusals;

    HandshakeRefusals(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public void handshakeFailed(Event event, Throwable failure) {
        String reason = reason(failure);
        String peer = String.valueOf(event.getSSLEngine().getPeerHost());
        if (refusals.count(reason, peer)) {
            LOG.warn("refused a TLS handshake from {}: {}", peer, reason);
        }
    }

    private static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<String> known = known(cause);
            if (known.isPresent()) {
                return known.get();
            }
        }
        return OTHER;
    }

    /**
     * The words that the trust of this listener has put there: a reason code, and after a colon what exactly is wrong.
     */
    private static Optional<String> known(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.contains(EMPTY_CHAIN)) {
            return Optional.of(CertificateRefusal.NO_CERTIFICATE.code());
        }
        boolean ours = cause instanceof CertificateException
                && Arrays.stream(CertificateRefusal.values())
                        .anyMatch(refusal -> refusal.code().equals(Refusals.code(message)));
        return ours ? Optional.of(message) : Optional.empty();
    }
}
