package uk.route2b.server.operator;

import java.util.List;
import uk.route2b.server.link.RefusedCertificates;

/**
 * Certificates that were refused before a link began, those seen last first.
 *
 * @param most as many as are kept; those seen longest ago make room
 */
public record RefusalPage(int most, List<Entry> refusals) {
    public RefusalPage {
        refusals = List.copyOf(refusals);
    }

    /** One of them; {@code cem} and {@code issuer} are what it says itself and prove nothing. */
    public record Entry(
            String dsrsp,
            String fingerprint,
            String cem,
            String issuer,
            String reason,
            long count,
            String firstSeen,
            String lastSeen) {
        static Entry of(RefusedCertificates.Refused refused) {
            return new Entry(
                    refused.dsrsp(),
                    refused.fingerprint(),
                    refused.cem(),
                    refused.issuer(),
                    refused.reason(),
                    refused.count(),
                    refused.firstSeen().toString(),
                    refused.lastSeen().toString());
        }
    }

    public static RefusalPage of(RefusedCertificates refused) {
        return new RefusalPage(
                RefusedCertificates.MOST, refused.all().stream().map(Entry::of).toList());
    }
}
