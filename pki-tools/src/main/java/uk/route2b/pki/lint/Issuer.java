package uk.route2b.pki.lint;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;

/**
 * Whoever may have signed.
 *
 * @param certificate of the issuer
 * @param key its key as the provider holds it: translated once, so that it can keep what it computes beforehand
 * @param verifier whose ECDSA to use
 */
record Issuer(X509Certificate certificate, PublicKey key, Provider verifier) {
    static Issuer of(X509Certificate certificate, Provider verifier) {
        PublicKey key = certificate.getPublicKey();
        try {
            key = KeyFactory.getInstance(key.getAlgorithm(), verifier)
                    .generatePublic(new X509EncodedKeySpec(key.getEncoded()));
        } catch (GeneralSecurityException foreign) {
            // A key that the provider does not know verifies nothing with it either.
            return new Issuer(certificate, certificate.getPublicKey(), verifier);
        }
        return new Issuer(certificate, key, verifier);
    }

    boolean signed(X509Certificate subject) {
        try {
            subject.verify(key, verifier);
            return true;
        } catch (GeneralSecurityException no) {
            return false;
        }
    }

    boolean signed(X509CRL list) {
        try {
            list.verify(key, verifier);
            return true;
        } catch (GeneralSecurityException no) {
            return false;
        }
    }
}
