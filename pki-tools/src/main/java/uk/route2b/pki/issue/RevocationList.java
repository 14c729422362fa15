package uk.route2b.pki.issue;

import java.math.BigInteger;
import java.security.cert.CRLReason;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.jspecify.annotations.Nullable;

/**
 * What a revocation list says. The list is also the authority's only record of what it revoked, so adding to it and
 * publishing are one step.
 *
 * @param number the CRL number, which only rises
 * @param revocations in the order of their serial numbers, none twice
 */
public record RevocationList(BigInteger number, List<Revocation> revocations) {
    private static final String CRL_NUMBER = "2.5.29.20";

    /** What a new authority publishes. */
    public static final RevocationList FIRST = new RevocationList(BigInteger.ONE, List.of());

    public RevocationList {
        revocations = revocations.stream()
                .sorted(Comparator.comparing(Revocation::serial))
                .toList();
    }

    /** Reads what {@code list} says. */
    public static RevocationList of(X509CRL list) {
        @Nullable Set<? extends X509CRLEntry> entries = list.getRevokedCertificates();
        List<Revocation> revocations = entries == null
                ? List.of()
                : entries.stream().map(RevocationList::entry).toList();
        return new RevocationList(number(list), revocations);
    }

    /** The same revocations under the next number. */
    public RevocationList again() {
        return new RevocationList(number.add(BigInteger.ONE), revocations);
    }

    /** One more revocation under the next number. */
    public RevocationList with(Revocation revocation) {
        List<Revocation> more = new ArrayList<>(revocations);
        more.add(revocation);
        return new RevocationList(number.add(BigInteger.ONE), more);
    }

    /** Whether {@code serial} is among them. */
    public boolean contains(BigInteger serial) {
        return revocations.stream().anyMatch(revocation -> revocation.serial().equals(serial));
    }

    private static BigInteger number(X509CRL list) {
        byte @Nullable [] wrapped = list.getExtensionValue(CRL_NUMBER);
        if (wrapped == null) {
            return BigInteger.ZERO;
        }
        return ASN1Integer.getInstance(ASN1OctetString.getInstance(wrapped).getOctets())
                .getPositiveValue();
    }

    private static Revocation entry(X509CRLEntry entry) {
        @Nullable CRLReason given = entry.getRevocationReason();
        RevocationReason reason = given == null ? RevocationReason.UNSPECIFIED : RevocationReason.named(given.name());
        return new Revocation(entry.getSerialNumber(), entry.getRevocationDate().toInstant(), reason);
    }
}
