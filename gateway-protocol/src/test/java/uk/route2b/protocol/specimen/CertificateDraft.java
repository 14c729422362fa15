package uk.route2b.protocol.specimen;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import uk.route2b.protocol.octets.OctetWriter;
import uk.route2b.protocol.octets.Octets;

/**
 * What a certificate is to say, good or bad, written and signed with the JDK alone.
 *
 * @param subject and issuer, as names in DER
 * @param key that is certified, as SubjectPublicKeyInfo
 * @param extensions in DER, in this order
 * @param algorithm of the signature
 */
public record CertificateDraft(
        Octets subject,
        Octets issuer,
        Octets key,
        Instant notBefore,
        Instant notAfter,
        List<Octets> extensions,
        Algorithm algorithm) {
    /** How it is signed. */
    public enum Algorithm {
        SHA256("SHA256withECDSA", "300A06082A8648CE3D040302"),
        SHA384("SHA384withECDSA", "300A06082A8648CE3D040303");

        private final String name;
        private final Octets identifier;

        Algorithm(String name, String identifier) {
            this.name = name;
            this.identifier = Octets.ofHex(identifier);
        }
    }

    public static final Octets SIGNATURE_USE = keyUsage("03020780");
    public static final Octets AGREEMENT_USE = keyUsage("03020308");
    public static final Octets AUTHORITY_USE = keyUsage("03020106");
    public static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    public static final Instant LAST = Instant.parse("2026-12-31T23:59:59Z");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int OCTET_STRING = 0x04;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int UTF8_STRING = 0x0C;
    private static final int INTEGER = 0x02;

    public CertificateDraft {
        extensions = List.copyOf(extensions);
    }

    /** For the year 2026. */
    public static CertificateDraft of(Octets subject, Octets issuer, PublicKey key, Octets... extensions) {
        return new CertificateDraft(
                subject, issuer, Octets.of(key.getEncoded()), FIRST, LAST, List.of(extensions), Algorithm.SHA256);
    }

    /** With a further extension. */
    public CertificateDraft with(Octets extension) {
        List<Octets> more = new ArrayList<>(extensions);
        more.add(extension);
        return new CertificateDraft(subject, issuer, key, notBefore, notAfter, more, algorithm);
    }

    public CertificateDraft from(Instant first) {
        return new CertificateDraft(subject, issuer, key, first, notAfter, extensions, algorithm);
    }

    public CertificateDraft until(Instant last) {
        return new CertificateDraft(subject, issuer, key, notBefore, last, extensions, algorithm);
    }

    public CertificateDraft by(Algorithm other) {
        return new CertificateDraft(subject, issuer, key, notBefore, notAfter, extensions, other);
    }

    /** A name with one common name. */
    public static Octets name(String common) {
        return element(SEQUENCE, attribute("550403", element(UTF8_STRING, Octets.ofText(common))));
    }

    /** A name of these attributes. */
    public static Octets name(Octets... attributes) {
        return element(SEQUENCE, attributes);
    }

    /** One attribute of a name, of the type whose identifier has these contents. */
    public static Octets attribute(String type, Octets value) {
        return element(SET, element(SEQUENCE, element(0x06, Octets.ofHex(type)), value));
    }

    /** Key usage, with its BIT STRING in hexadecimal digits. */
    public static Octets keyUsage(String bits) {
        return extension("551D0F", true, Octets.ofHex(bits));
    }

    /** An authority that may have {@code most} authorities below it. */
    public static Octets authority(int most) {
        Octets length = element(INTEGER, Octets.of((byte) most));
        return extension("551D13", true, element(SEQUENCE, Octets.ofHex("0101FF"), length));
    }

    public static Octets extension(String type, boolean critical, Octets value) {
        Octets flag = critical ? Octets.ofHex("0101FF") : Octets.EMPTY;
        return element(SEQUENCE, element(0x06, Octets.ofHex(type)), flag, element(OCTET_STRING, value));
    }

    public static Octets element(int tag, Octets... contents) {
        Octets all = Octets.concat(contents);
        return new OctetWriter().octet(tag).length(all.size()).put(all).written();
    }

    /** The certificate, signed by {@code signer}. */
    public X509Certificate sign(KeyPair signer) {
        Octets body = element(
                SEQUENCE,
                Octets.ofHex("A003020102"),
                serial(),
                algorithm.identifier,
                issuer,
                element(SEQUENCE, time(notBefore), time(notAfter)),
                subject,
                key,
                extensions.isEmpty()
                        ? Octets.EMPTY
                        : element(0xA3, element(SEQUENCE, extensions.toArray(new Octets[0]))));
        return read(signed(body, algorithm, signer));
    }

    /** Each content has a number of its own. */
    private Octets serial() {
        byte[] digest = Octets.concat(subject, issuer, key, Octets.concat(extensions.toArray(new Octets[0])))
                .sha256()
                .slice(0, 8)
                .toArray();
        digest[0] = 0x11;
        return element(INTEGER, Octets.of(digest));
    }

    /**
     * A revocation list.
     *
     * @param extensions in DER
     */
    public static X509CRL list(
            Octets issuer,
            Instant from,
            Instant until,
            List<BigInteger> revoked,
            List<Octets> extensions,
            KeyPair key) {
        Octets entries = Octets.concat(revoked.stream()
                .map(serial -> element(SEQUENCE, element(INTEGER, Octets.of(serial.toByteArray())), time(from)))
                .toArray(Octets[]::new));
        Octets body = element(
                SEQUENCE,
                Octets.ofHex("020101"),
                Algorithm.SHA256.identifier,
                issuer,
                time(from),
                time(until),
                entries.isEmpty() ? Octets.EMPTY : element(SEQUENCE, entries),
                extensions.isEmpty()
                        ? Octets.EMPTY
                        : element(0xA0, element(SEQUENCE, extensions.toArray(new Octets[0]))));
        try {
            return (X509CRL) CertificateFactory.getInstance("X.509")
                    .generateCRL(new ByteArrayInputStream(
                            signed(body, Algorithm.SHA256, key).toArray()));
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalStateException("the JDK cannot read this list", unreadable);
        }
    }

    private static Octets signed(Octets body, Algorithm algorithm, KeyPair signer) {
        try {
            Signature signature = Signature.getInstance(algorithm.name);
            signature.initSign(signer.getPrivate());
            signature.update(body.toArray());
            Octets bits = Octets.concat(Octets.of((byte) 0), Octets.of(signature.sign()));
            return element(SEQUENCE, body, algorithm.identifier, element(0x03, bits));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("the JDK signs with P-256", absent);
        }
    }

    private static X509Certificate read(Octets der) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der.toArray()));
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalStateException("the JDK cannot read this certificate", unreadable);
        }
    }

    private static Octets time(Instant time) {
        return element(GENERALIZED_TIME, Octets.ofText(TIME.format(time)));
    }

    /** All of {@code some}, as a chain. */
    public static List<X509Certificate> chain(X509Certificate... some) {
        return Stream.of(some).toList();
    }
}
