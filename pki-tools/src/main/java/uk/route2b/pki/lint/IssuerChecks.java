package uk.route2b.pki.lint;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import uk.route2b.protocol.certificate.SmkiCertificate;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** L03, L14 and L16 where they need the issuer's certificate. */
record IssuerChecks(Provider verifier, Collection<X509Certificate> issuers) {
    Stream<Finding> signature(Examined certificate) throws MalformedException {
        X509Certificate subject = certificate.x509();
        List<X509Certificate> named = issuers.stream()
                .filter(issuer -> issuer.getSubjectX500Principal().equals(subject.getIssuerX500Principal()))
                .toList();
        Optional<X509Certificate> signer = named.stream()
                .filter(issuer -> signed(subject, issuer.getPublicKey()))
                .findFirst();
        return signer.isPresent() ? bySigner(subject, signer.get()) : withoutSigner(subject, !named.isEmpty());
    }

    private static Stream<Finding> bySigner(X509Certificate subject, X509Certificate signer) throws MalformedException {
        Octets key = KeyIdentifier.of(signer.getPublicKey()).octets();
        Optional<Octets> stated = SmkiCertificate.read(subject).authorityKeyIdentifier();
        boolean other = stated.isPresent() && !stated.get().equals(key);
        return Stream.concat(
                Check.errorIf(other, Rule.L03, "not the identifier of the key that signed it"),
                DateChecks.inside(subject, signer));
    }

    private Stream<Finding> withoutSigner(X509Certificate subject, boolean named) {
        boolean itself = subject.getSubjectX500Principal().equals(subject.getIssuerX500Principal());
        if (!itself && signed(subject, subject.getPublicKey())) {
            return Stream.of(Finding.error(Rule.L14, "its own key signed it, though it names another issuer"));
        }
        boolean forged = itself ? !signed(subject, subject.getPublicKey()) : named;
        return Check.errorIf(forged, Rule.L14, "the key of the issuer it names did not sign it");
    }

    private boolean signed(X509Certificate subject, PublicKey key) {
        try {
            subject.verify(key, verifier);
            return true;
        } catch (GeneralSecurityException no) {
            return false;
        }
    }
}
