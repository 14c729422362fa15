package uk.route2b.server.link;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicLong;
import uk.route2b.protocol.link.TlsBinding;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.testing.Bench;

/** Opens links on a bench, without TLS under them. */
public final class LinkRig {
    private final Bench bench;
    private final AtomicLong ids = new AtomicLong();

    public LinkRig(Bench bench) {
        this.bench = bench;
    }

    /** A link that was upgraded and has not been greeted. */
    public LinkConnection upgraded(FakeSocket socket) {
        X509Certificate certificate = bench.cem.certificate();
        return new LinkConnection(
                ids.incrementAndGet(),
                bench.counterpart(),
                certificate,
                der(certificate),
                binding(),
                bench.services,
                socket);
    }

    /** The socket of a link that was welcomed. */
    public FakeSocket welcomed(long configuration) {
        FakeSocket socket = new FakeSocket();
        receive(upgraded(socket), hello(configuration));
        return socket;
    }

    public SignedMessage hello(long configuration) {
        return bench.pen.hello(binding(), configuration, bench.signer());
    }

    public TlsBinding binding() {
        return new TlsBinding(
                der(bench.tls.certificate()).sha256(),
                der(bench.cem.certificate()).sha256());
    }

    public static void receive(LinkConnection link, SignedMessage message) {
        link.received(message.octets(), () -> {});
    }

    private static Octets der(X509Certificate certificate) {
        try {
            return Octets.of(certificate.getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
