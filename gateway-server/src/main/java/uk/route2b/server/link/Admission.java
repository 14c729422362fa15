package uk.route2b.server.link;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import uk.route2b.protocol.certificate.CemCertificateRules;
import uk.route2b.protocol.certificate.CertificateRefusal;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.link.TlsBinding;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.delivery.Counterpart;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.register.Dsrsp;

/**
 * Decides at the upgrade whom a listener lets in. TLS has checked the certificate when the session began, but a resumed
 * session skips that, and the register may have changed since: so all is checked again.
 */
public final class Admission {
    private final Dsrsp dsrsp;
    private final LinkServices services;
    private final AtomicLong ids;
    private final Octets gatewayDigest;
    private final Map<LinkConnection, Decision.Admitted> open = new ConcurrentHashMap<>();

    /** @param ids numbers links over all listeners of this server */
    public Admission(Dsrsp dsrsp, LinkServices services, AtomicLong ids) {
        this.dsrsp = dsrsp;
        this.services = services;
        this.ids = ids;
        this.gatewayDigest = der(dsrsp.tls().certificate()).sha256();
    }

    /** Who may come in, or why not. */
    public sealed interface Decision {
        /**
         * Enrolled and active.
         *
         * @param certificate the CEM's, with its DER
         */
        record Admitted(Counterpart counterpart, X509Certificate certificate, Octets der) implements Decision {}

        record Refused(CertificateRefusal reason) implements Decision {}
    }

    /**
     * Decides about one peer.
     *
     * @param chain what the peer showed in TLS, its own certificate first
     */
    public Decision decide(List<X509Certificate> chain) {
        Optional<CertificateRefusal> refusal = new CemCertificateRules(dsrsp.anchors())
                .judge(chain, services.clock().instant());
        if (refusal.isPresent()) {
            return new Decision.Refused(refusal.get());
        }
        Optional<EntityIdentifier> entity = CemCertificateRules.entity(chain.get(0));
        Optional<Counterpart> counterpart =
                entity.flatMap(cem -> services.counterparts().find(new CemKey(dsrsp.entity(), cem)));
        if (counterpart.isEmpty()) {
            return new Decision.Refused(CertificateRefusal.UNKNOWN_CEM);
        }
        return counterpart.get().isActive()
                ? new Decision.Admitted(counterpart.get(), chain.get(0), der(chain.get(0)))
                : new Decision.Refused(CertificateRefusal.NOT_ACTIVE);
    }

    /** Begins the link of a CEM that was admitted. */
    public LinkConnection connect(Decision.Admitted admitted, LinkSocket socket) {
        TlsBinding binding = new TlsBinding(gatewayDigest, admitted.der().sha256());
        LinkConnection link = new LinkConnection(
                ids.incrementAndGet(),
                admitted.counterpart(),
                admitted.certificate(),
                admitted.der(),
                binding,
                services,
                socket);
        open.put(link, admitted);
        link.gone().thenRun(() -> open.remove(link));
        return link;
    }

    /**
     * Closes with 4003 whoever would not be let in any more, whether it has said hello or not. Does not block; from any
     * thread.
     */
    public void lookAgain() {
        open.forEach((link, admitted) -> {
            if (!admitted.counterpart().isActive()) {
                link.close(CloseCode.REVOKED, CertificateRefusal.NOT_ACTIVE.code());
            }
        });
    }

    private static Octets der(X509Certificate certificate) {
        try {
            return SmkiCertificate.read(certificate).der();
        } catch (MalformedException impossible) {
            throw new IllegalStateException("a certificate that was judged can be read", impossible);
        }
    }
}
