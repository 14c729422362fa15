package uk.route2b.server.link;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import uk.route2b.protocol.certificate.RefusalDetail;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.Octets;

/**
 * The certificates that were refused last, for an operator to look at: a home whose certificate ran out is told from a
 * stranger by this. Strangers decide what comes in, so there is room for so many, and the one not seen for longest goes
 * first. In memory only. Safe for use by several threads.
 */
public final class CertificateQuarantine implements RefusalWitness {
    /** How many are kept. */
    public static final int MOST = 512;

    /** A larger one is counted and its octets are not kept. */
    private static final int OCTETS_MOST = 8 * 1024;

    private final InstantSource clock;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long forgotten;

    public CertificateQuarantine(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * One certificate.
     *
     * @param sha256 fingerprint of its DER
     * @param reason why it was refused last
     * @param detail what exactly is wrong; empty where the reason says it all
     * @param claims the CEM that it names, which is not proved; empty if it names none
     * @param count how often it was refused
     * @param pem the certificate; empty if it is too large to be kept
     */
    public record Entry(
            String sha256,
            String reason,
            String detail,
            String dsrsp,
            String claims,
            String peer,
            long count,
            String firstSeen,
            String lastSeen,
            String pem) {}

    /**
     * All that is kept.
     *
     * @param forgotten how many others there were, since the start
     * @param certificates the one refused last first
     */
    public record Page(long forgotten, List<Entry> certificates) {
        public Page {
            certificates = List.copyOf(certificates);
        }
    }

    @Override
    public void refused(RefusedCertificate refused) {
        byte[] der = der(refused.certificate());
        String fingerprint = Octets.of(der).sha256().hex();
        String now = clock.instant().toString();
        synchronized (this) {
            Entry before = entries.remove(fingerprint);
            long count = before == null ? 1 : before.count() + 1;
            String first = before == null ? now : before.firstSeen();
            entries.put(fingerprint, entry(refused, fingerprint, der, count, first, now));
            if (entries.size() > MOST) {
                entries.remove(entries.keySet().iterator().next());
                forgotten++;
            }
        }
    }

    /** What is kept now. */
    public synchronized Page page() {
        List<Entry> newest = new ArrayList<>(entries.values());
        Collections.reverse(newest);
        return new Page(forgotten, newest);
    }

    private static Entry entry(
            RefusedCertificate refused, String fingerprint, byte[] der, long count, String first, String last) {
        return new Entry(
                fingerprint,
                refused.reason().code(),
                refused.detail().map(RefusalDetail::code).orElse(""),
                refused.dsrsp().toString(),
                refused.entity().map(EntityIdentifier::toString).orElse(""),
                refused.peer(),
                count,
                first,
                last,
                der.length > OCTETS_MOST ? "" : pem(der));
    }

    private static String pem(byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("a certificate that was read has an encoding", impossible);
        }
    }
}
