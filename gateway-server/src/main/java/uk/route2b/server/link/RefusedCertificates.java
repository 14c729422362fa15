package uk.route2b.server.link;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.route2b.protocol.certificate.CemCertificateRules;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.Octets;

/**
 * Certificates that were refused before a link began, for an operator to look at. Strangers decide how many there are,
 * so only those seen last are kept, in memory. Safe for use by several threads.
 */
public final class RefusedCertificates {
    /** As many as are kept. */
    public static final int MOST = 1000;

    private static final int NAME_MOST = 200;

    private final InstantSource clock;
    private final int most;
    private final Map<Key, Refused> seen = new LinkedHashMap<>(16, 0.75f, true);

    public RefusedCertificates(InstantSource clock) {
        this(clock, MOST);
    }

    /** @param most as many as are kept */
    RefusedCertificates(InstantSource clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    private record Key(EntityIdentifier dsrsp, String fingerprint) {}

    /**
     * One of them.
     *
     * @param fingerprint SHA-256 of the certificate, in hex
     * @param cem whom it names, which proves nothing; empty text if nobody
     * @param issuer the name of its issuer as it says, cut at 200 characters
     * @param reason why it was refused last
     */
    public record Refused(
            String dsrsp,
            String fingerprint,
            String cem,
            String issuer,
            String reason,
            long count,
            Instant firstSeen,
            Instant lastSeen) {}

    /** Notes one more refusal; a peer that showed no certificate leaves nothing here. */
    public void refused(EntityIdentifier dsrsp, List<X509Certificate> chain, String reason) {
        fingerprint(chain).ifPresent(fingerprint -> note(dsrsp, fingerprint, chain.get(0), reason));
    }

    private synchronized void note(
            EntityIdentifier dsrsp, String fingerprint, X509Certificate certificate, String reason) {
        Key key = new Key(dsrsp, fingerprint);
        Refused before = seen.get(key);
        Instant now = clock.instant();
        seen.put(
                key,
                new Refused(
                        dsrsp.toString(),
                        fingerprint,
                        CemCertificateRules.entity(certificate)
                                .map(EntityIdentifier::toString)
                                .orElse(""),
                        cut(certificate.getIssuerX500Principal().getName()),
                        reason,
                        before == null ? 1 : before.count() + 1,
                        before == null ? now : before.firstSeen(),
                        now));
        if (seen.size() > most) {
            seen.remove(seen.keySet().iterator().next());
        }
    }

    /** All that are kept, those seen last first. */
    public synchronized List<Refused> all() {
        List<Refused> all = new ArrayList<>(seen.values());
        all.sort(Comparator.comparing(Refused::lastSeen).reversed());
        return all;
    }

    private static Optional<String> fingerprint(List<X509Certificate> chain) {
        try {
            return chain.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Octets.of(chain.get(0).getEncoded()).sha256().hex());
        } catch (CertificateEncodingException unreadable) {
            return Optional.empty();
        }
    }

    private static String cut(String name) {
        return name.length() > NAME_MOST ? name.substring(0, NAME_MOST) : name;
    }
}
