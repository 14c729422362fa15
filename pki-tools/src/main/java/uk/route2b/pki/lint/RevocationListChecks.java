package uk.route2b.pki.lint;

import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** L15, and L12 where it is about a list. */
record RevocationListChecks(List<Issuer> issuers) {
    private static final String CRL_NUMBER = "2.5.29.20";
    private static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";
    private static final int VERSION = 2;
    private static final int CRL_SIGN = 6;

    Stream<Finding> all(X509CRL list) throws MalformedException {
        return Stream.of(form(list), dates(list), algorithm(list), signature(list))
                .flatMap(findings -> findings);
    }

    private static Stream<Finding> form(X509CRL list) {
        @Nullable Set<String> critical = list.getCriticalExtensionOIDs();
        boolean lacks = list.getExtensionValue(CRL_NUMBER) == null;
        boolean strange = critical != null && !critical.isEmpty();
        return Stream.of(
                        Check.errorIf(list.getVersion() != VERSION, Rule.L15, "not of version 2"),
                        Check.errorIf(lacks, Rule.L15, "no number"),
                        Check.errorIf(strange, Rule.L15, "a critical extension"))
                .flatMap(findings -> findings);
    }

    private static Stream<Finding> dates(X509CRL list) {
        @Nullable Date next = list.getNextUpdate();
        boolean open = next == null || !list.getThisUpdate().toInstant().isBefore(next.toInstant());
        return Check.errorIf(open, Rule.L15, "no next update after this update");
    }

    private static Stream<Finding> algorithm(X509CRL list) throws MalformedException {
        try {
            Element whole = Element.only(Octets.of(list.getEncoded()));
            int inside = whole.down(0, 0).tag() == Element.INTEGER ? 1 : 0;
            return KeyChecks.algorithms(List.of(whole.down(0, inside), whole.down(1)));
        } catch (CRLException broken) {
            throw new MalformedException(Malformation.CERTIFICATE, "revocation list");
        }
    }

    private Stream<Finding> signature(X509CRL list) throws MalformedException {
        List<Issuer> named = issuers.stream()
                .filter(issuer -> issuer.certificate().getSubjectX500Principal().equals(list.getIssuerX500Principal()))
                .toList();
        if (named.isEmpty()) {
            boolean none = list.getExtensionValue(AUTHORITY_KEY_IDENTIFIER) == null;
            return Check.errorIf(none, Rule.L15, "no authority key identifier");
        }
        boolean good = false;
        for (Issuer issuer : named) {
            good |= issuer.signed(list) && maySign(issuer.certificate()) && names(list, issuer.certificate());
        }
        return Check.errorIf(!good, Rule.L15, "not signed and identified by an issuer of that name who may sign lists");
    }

    private static boolean names(X509CRL list, X509Certificate issuer) throws MalformedException {
        byte @Nullable [] wrapped = list.getExtensionValue(AUTHORITY_KEY_IDENTIFIER);
        if (wrapped == null) {
            return false;
        }
        Element fields = Element.only(Element.only(Octets.of(wrapped)).contents());
        return fields.down(0)
                .contents()
                .equals(KeyIdentifier.of(issuer.getPublicKey()).octets());
    }

    private static boolean maySign(X509Certificate issuer) {
        boolean @Nullable [] usage = issuer.getKeyUsage();
        return usage != null && usage[CRL_SIGN];
    }
}
