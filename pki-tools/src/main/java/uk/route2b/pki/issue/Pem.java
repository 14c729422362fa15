package uk.route2b.pki.issue;

import java.nio.charset.StandardCharsets;
import java.security.cert.CRLException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * One block of textual encoding (RFC 7468).
 *
 * @param label what stands between BEGIN and the hyphens
 * @param octets the DER inside
 */
public record Pem(String label, Octets octets) {
    public static final String CERTIFICATE = "CERTIFICATE";
    public static final String PRIVATE_KEY = "PRIVATE KEY";
    public static final String ENCRYPTED_PRIVATE_KEY = "ENCRYPTED PRIVATE KEY";
    public static final String REQUEST = "CERTIFICATE REQUEST";
    public static final String REVOCATION_LIST = "X509 CRL";

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\\s]*+)-----END \\1-----");

    /** The block of one certificate. */
    public static Pem of(X509Certificate certificate) {
        try {
            return new Pem(CERTIFICATE, Octets.of(certificate.getEncoded()));
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("a certificate that was read has an encoding", impossible);
        }
    }

    /** The block of a revocation list. */
    public static Pem of(X509CRL list) {
        try {
            return new Pem(REVOCATION_LIST, Octets.of(list.getEncoded()));
        } catch (CRLException impossible) {
            throw new IllegalStateException("a list that was read has an encoding", impossible);
        }
    }

    /** The blocks of all of {@code certificates}, in order. */
    public static String text(List<X509Certificate> certificates) {
        StringBuilder text = new StringBuilder();
        certificates.forEach(certificate -> text.append(of(certificate).text()));
        return text.toString();
    }

    /**
     * All blocks in {@code text}, in order; what stands between them is passed over, as RFC 7468 section 2 allows.
     *
     * @throws MalformedException if a block is not Base64 or there is none
     */
    public static List<Pem> read(Octets text) throws MalformedException {
        List<Pem> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(new String(text.toArray(), StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            blocks.add(new Pem(matcher.group(1), decode(matcher.group(2))));
        }
        if (blocks.isEmpty()) {
            throw new MalformedException(Malformation.CERTIFICATE, "PEM");
        }
        return blocks;
    }

    /** Whether {@code octets} look like text with blocks in it rather than DER. */
    public static boolean looksLike(Octets octets) {
        return new String(octets.toArray(), StandardCharsets.ISO_8859_1).contains("-----BEGIN ");
    }

    /** The block with its line ends. */
    public String text() {
        String lines = LINES.encodeToString(octets.toArray());
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }

    private static Octets decode(String lines) throws MalformedException {
        try {
            return Octets.of(Base64.getDecoder().decode(lines.replaceAll("\\s", "")));
        } catch (IllegalArgumentException bad) {
            throw new MalformedException(Malformation.BASE64, "PEM");
        }
    }

    /** Never the octets, which may be a key. */
    @Override
    public String toString() {
        return label + " of " + octets.size() + " octets";
    }
}
