package uk.route2b.commandline.doctor;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/**
 * By what OpenADR stacks know a certificate: the last ten octets of its SHA-256. openleadr writes it with colons and
 * capitals, avob without either.
 *
 * @param plain twenty hex digits in lower case
 */
public record OpenAdrFingerprint(String plain) {
    private static final int OCTETS = 10;

    /** That of {@code certificate}. */
    public static OpenAdrFingerprint of(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return new OpenAdrFingerprint(HexFormat.of().formatHex(digest, digest.length - OCTETS, digest.length));
        } catch (NoSuchAlgorithmException | CertificateEncodingException impossible) {
            throw new IllegalStateException("every platform has SHA-256, what was read has an encoding", impossible);
        }
    }

    /** As openleadr writes it. */
    public String colons() {
        return HexFormat.ofDelimiter(":")
                .withUpperCase()
                .formatHex(HexFormat.of().parseHex(plain));
    }

    /** Both spellings. */
    @Override
    public String toString() {
        return colons() + " (openleadr), " + plain + " (avob)";
    }
}
