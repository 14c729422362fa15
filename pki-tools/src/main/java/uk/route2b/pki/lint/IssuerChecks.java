package uk.route2b.pki.lint;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** L03, L14 and L16 where they need the issuer's certificate. */
record IssuerChecks(List<Issuer> issuers) {
    Stream<Finding> signature(Examined certificate) throws MalformedException {
        X509Certificate subject = certificate.x509();
        List<Issuer> named = issuers.stream()
                .filter(issuer ->
                        issuer.certificate().getSubjectX500Principal().equals(subject.getIssuerX500Principal()))
                .toList();
        Optional<Issuer> signer =
                named.stream().filter(issuer -> issuer.signed(subject)).findFirst();
        return signer.isPresent()
                ? bySigner(subject, signer.get().certificate())
                : withoutSigner(subject, !named.isEmpty());
    }

    private static Stream<Finding> bySigner(X509Certificate subject, X509Certificate signer) throws MalformedException {
        Octets key = KeyIdentifier.of(signer.getPublicKey()).octets();
        Optional<Octets> stated = SmkiCertificate.read(subject).authorityKeyIdentifier();
        boolean other = stated.isPresent() && !stated.get().equals(key);
        return Stream.concat(
                Check.errorIf(other, Rule.L03, "not the identifier of the key that signed it"),
                DateChecks.inside(subject, signer));
    }

    private static Stream<Finding> withoutSigner(X509Certificate subject, boolean named) {
        boolean itself = subject.getSubjectX500Principal().equals(subject.getIssuerX500Principal());
        boolean byOwnKey = signedByItself(subject);
        if (!itself && byOwnKey) {
            return Stream.of(Finding.error(Rule.L14, "its own key signed it, though it names another issuer"));
        }
        boolean forged = itself ? !byOwnKey : named;
        return Check.errorIf(forged, Rule.L14, "the key of the issuer it names did not sign it");
    }

    private static boolean signedByItself(X509Certificate subject) {
        try {
            subject.verify(subject.getPublicKey());
            return true;
        } catch (GeneralSecurityException no) {
            return false;
        }
    }
}
