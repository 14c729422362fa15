package uk.route2b.protocol.certificate;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** Reads the certificates and the private key that a person keeps in files, with the JDK alone. */
public final class PemText {
    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private PemText() {}

    /**
     * All certificates of {@code file}, PEM or DER, in order.
     *
     * @throws MalformedException if there is none, or one that cannot be read
     */
    public static List<X509Certificate> certificates(Octets file) throws MalformedException {
        try {
            List<X509Certificate> certificates =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(file.toArray()))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (!certificates.isEmpty()) {
                return certificates;
            }
        } catch (CertificateException unreadable) {
            throw new MalformedException(Malformation.CERTIFICATE, "certificate");
        }
        throw new MalformedException(Malformation.CERTIFICATE, "certificate");
    }

    /**
     * The first unencrypted PKCS#8 private key of {@code file}, an elliptic-curve key in PEM or DER.
     *
     * @throws MalformedException if there is none, or it cannot be read
     */
    public static PrivateKey privateKey(Octets file) throws MalformedException {
        Matcher matcher = PRIVATE_KEY.matcher(file.text());
        try {
            byte[] encoded = matcher.find() ? Base64.getMimeDecoder().decode(matcher.group(1)) : file.toArray();
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            throw new MalformedException(Malformation.CERTIFICATE, "private key");
        }
    }
}
