package uk.route2b.server.link;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import uk.route2b.protocol.certificate.CemCertificateRules;
import uk.route2b.protocol.certificate.CertificateRefusal;
import uk.route2b.protocol.certificate.RefusalDetail;
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
    private final RefusalWitness witness;
    private final Octets gatewayDigest;
    private final Supplier<LinkTrust> trust;
    private final Map<LinkConnection, Open> open = new ConcurrentHashMap<>();

    /** A link, and the trust by which it was let in or looked at last. */
    private record Open(Decision.Admitted admitted, LinkTrust judgedBy) {}

    /** One whose trust never changes. */
    public Admission(Dsrsp dsrsp, LinkServices services, AtomicLong ids) {
        this(dsrsp, services, ids, fixed(LinkTrust.of(dsrsp.anchors())), RefusalWitness.NONE);
    }

    /**
     * @param ids numbers links over all listeners of this server
     * @param trust what holds now
     * @param witness is told of every certificate that is refused here
     */
    public Admission(
            Dsrsp dsrsp, LinkServices services, AtomicLong ids, Supplier<LinkTrust> trust, RefusalWitness witness) {
        this.trust = trust;
        this.witness = witness;
        this.dsrsp = dsrsp;
        this.services = services;
        this.ids = ids;
        this.gatewayDigest = der(dsrsp.tls().certificate()).sha256();
    }

    private static Supplier<LinkTrust> fixed(LinkTrust trust) {
        return () -> trust;
    }

    /** Who may come in, or why not. */
    public sealed interface Decision {
        /**
         * Enrolled and active.
         *
         * @param certificate the CEM's, with its DER
         * @param chain what it showed, that certificate first
         * @param judgedBy the trust that let it in
         */
        record Admitted(
                Counterpart counterpart,
                X509Certificate certificate,
                Octets der,
                List<X509Certificate> chain,
                LinkTrust judgedBy)
                implements Decision {
            public Admitted {
                chain = List.copyOf(chain);
            }

            /** One whose chain is its certificate alone. */
            public Admitted(Counterpart counterpart, X509Certificate certificate, Octets der) {
                this(
                        counterpart,
                        certificate,
                        der,
                        List.of(certificate),
                        LinkTrust.of(counterpart.dsrsp().anchors()));
            }
        }

        /** Kept out; the detail is for the operator and never told to the peer. */
        record Refused(CertificateRefusal reason, Optional<RefusalDetail> detail) implements Decision {
            Refused(CertificateRefusal reason) {
                this(reason, Optional.empty());
            }

            /** Reason and detail in one, for log and audit. */
            public String words() {
                return RefusedCertificate.words(reason, detail);
            }
        }
    }

    /**
     * Decides about one peer.
     *
     * @param chain what the peer showed in TLS, its own certificate first
     * @param peer where it is, for the operator
     */
    public Decision decide(List<X509Certificate> chain, String peer) {
        LinkTrust by = trust.get();
        Decision decision = judge(chain, by);
        if (decision instanceof Decision.Refused refused && !chain.isEmpty()) {
            witness.refused(RefusedCertificate.of(chain, refused.reason(), refused.detail(), dsrsp.entity(), peer));
        }
        return decision;
    }

    /** The same, and nobody is told. */
    public Decision decide(List<X509Certificate> chain) {
        return judge(chain, trust.get());
    }

    private Decision judge(List<X509Certificate> chain, LinkTrust by) {
        Instant now = services.clock().instant();
        Optional<CertificateRefusal> refusal = by.judge(chain, now);
        if (refusal.isPresent()) {
            return new Decision.Refused(refusal.get(), by.detail(chain, refusal.get(), now));
        }
        Optional<EntityIdentifier> entity = CemCertificateRules.entity(chain.get(0));
        Optional<Counterpart> counterpart =
                entity.flatMap(cem -> services.counterparts().find(new CemKey(dsrsp.entity(), cem)));
        if (counterpart.isEmpty()) {
            return new Decision.Refused(CertificateRefusal.UNKNOWN_CEM);
        }
        return switch (counterpart.get().status()) {
            // Active, and yet kept out where all its message certificates are revoked.
            case ACTIVE ->
                counterpart.get().isActive()
                        ? new Decision.Admitted(counterpart.get(), chain.get(0), der(chain.get(0)), chain, by)
                        : new Decision.Refused(CertificateRefusal.NOT_ACTIVE);
            case ENROLLED -> keptOut(RefusalDetail.ENROLLED);
            case SUSPENDED -> keptOut(RefusalDetail.SUSPENDED);
            case REVOKED -> keptOut(RefusalDetail.STRUCK_OFF);
        };
    }

    private static Decision keptOut(RefusalDetail standing) {
        return new Decision.Refused(CertificateRefusal.NOT_ACTIVE, Optional.of(standing));
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
        open.put(link, new Open(admitted, admitted.judgedBy()));
        link.gone().thenRun(() -> open.remove(link));
        return link;
    }

    /**
     * Closes with 4003 whoever would not be let in any more, whether it has said hello or not. From any thread; it
     * computes, for each link once for each change of trust, so what is found without computing goes first.
     */
    public void lookAgain() {
        open.forEach(this::closeUnlessActive);
        LinkTrust now = trust.get();
        open.forEach((link, peer) -> {
            if (!peer.judgedBy().equals(now) && now.names(peer.admitted().chain())) {
                judgeAgain(link, peer, now);
            }
        });
        open.forEach((link, peer) -> {
            if (!peer.judgedBy().equals(now)) {
                judgeAgain(link, peer, now);
            }
        });
    }

    private void closeUnlessActive(LinkConnection link, Open peer) {
        if (!peer.admitted().counterpart().isActive()) {
            link.close(CloseCode.REVOKED, CertificateRefusal.NOT_ACTIVE.code());
        }
    }

    private void judgeAgain(LinkConnection link, Open peer, LinkTrust now) {
        Optional<CertificateRefusal> refusal =
                now.judge(peer.admitted().chain(), services.clock().instant());
        refusal.ifPresentOrElse(
                reason -> link.close(CloseCode.REVOKED, reason.code()),
                () -> open.replace(link, peer, new Open(peer.admitted(), now)));
    }

    private static Octets der(X509Certificate certificate) {
        try {
            return SmkiCertificate.read(certificate).der();
        } catch (MalformedException impossible) {
            throw new IllegalStateException("a certificate that was judged can be read", impossible);
        }
    }
}
