package uk.route2b.pki.issue;

import java.io.ByteArrayInputStream;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** What stands in the files that hold certificates and keys: PEM, or one DER. Octets only; no file is touched here. */
public final class KeyFiles {
    private KeyFiles() {}

    /** A private key as a PEM block of PKCS#8, not encrypted. */
    public static String keyText(PrivateKey key, PublicKey publicKey) {
        return new Pem(Pem.PRIVATE_KEY, PrivateKeys.encode(key, publicKey)).text();
    }

    /** The private key of {@code identity} as a PEM block of PKCS#8, not encrypted. */
    public static String keyText(IssuedIdentity identity) {
        return keyText(identity.key(), identity.certificate().getPublicKey());
    }

    /**
     * All certificates in {@code file}, in order.
     *
     * @throws MalformedException if there is none or one cannot be read
     */
    public static List<X509Certificate> certificates(Octets file) throws MalformedException {
        if (!Pem.looksLike(file)) {
            return List.of(certificate(file));
        }
        List<X509Certificate> certificates = new ArrayList<>();
        for (Pem block : Pem.read(file)) {
            if (block.label().equals(Pem.CERTIFICATE)) {
                certificates.add(certificate(block.octets()));
            }
        }
        if (certificates.isEmpty()) {
            throw new MalformedException(Malformation.CERTIFICATE, "certificate");
        }
        return List.copyOf(certificates);
    }

    /**
     * The private key in {@code file}, in PKCS#8, not encrypted.
     *
     * @throws MalformedException if there is none
     */
    public static PrivateKey privateKey(Octets file) throws MalformedException {
        return privateKey(file, Optional.empty());
    }

    /**
     * The private key in {@code file}, in PKCS#8.
     *
     * @param password of an encrypted one
     * @throws MalformedException if there is none, or the password is another
     */
    public static PrivateKey privateKey(Octets file, Optional<char[]> password) throws MalformedException {
        if (!Pem.looksLike(file)) {
            return password.isPresent() ? EncryptedKeys.decrypt(file, password.get()) : PrivateKeys.decode(file);
        }
        for (Pem block : Pem.read(file)) {
            if (block.label().equals(Pem.PRIVATE_KEY)) {
                return PrivateKeys.decode(block.octets());
            }
            if (block.label().equals(Pem.ENCRYPTED_PRIVATE_KEY) && password.isPresent()) {
                return EncryptedKeys.decrypt(block.octets(), password.get());
            }
        }
        throw new MalformedException(Malformation.CERTIFICATE, "private key");
    }

    /**
     * The revocation list in {@code file}.
     *
     * @throws MalformedException if there is none
     */
    public static X509CRL revocationList(Octets file) throws MalformedException {
        if (!Pem.looksLike(file)) {
            return list(file);
        }
        for (Pem block : Pem.read(file)) {
            if (block.label().equals(Pem.REVOCATION_LIST)) {
                return list(block.octets());
            }
        }
        throw new MalformedException(Malformation.CERTIFICATE, "revocation list");
    }

    private static X509CRL list(Octets der) throws MalformedException {
        return Decoder.decoded("revocation list", () ->
                (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der.toArray())));
    }

    private static X509Certificate certificate(Octets der) throws MalformedException {
        return Decoder.decoded("certificate", () -> (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der.toArray())));
    }
}
