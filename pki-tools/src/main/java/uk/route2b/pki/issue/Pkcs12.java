package uk.route2b.pki.issue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCSException;
import uk.route2b.protocol.octets.Octets;

/** Key stores and trust stores (RFC 7292). */
public final class Pkcs12 {
    /** Java takes a certificate for trusted only if its bag says so. */
    private static final ASN1ObjectIdentifier TRUSTED_KEY_USAGE =
            new ASN1ObjectIdentifier("2.16.840.1.113894.746875.1.1");

    private Pkcs12() {}

    /** Key and chain under {@code password}, with the JDK's own encryption, which all others read. */
    public static Octets keyStore(IssuedIdentity identity, String alias, char[] password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(alias, identity.key(), password, identity.chain().toArray(new Certificate[0]));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, password);
            return Octets.of(out.toByteArray());
        } catch (IOException | GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform writes PKCS#12", impossible);
        }
    }

    /** Certificates as trust anchors for Java, without a password: there is nothing secret in it. */
    public static Octets trustStore(List<X509Certificate> anchors) {
        try {
            PKCS12PfxPduBuilder builder = new PKCS12PfxPduBuilder();
            for (int index = 0; index < anchors.size(); index++) {
                builder.addData(bag(anchors.get(index), "anchor-" + (index + 1)));
            }
            PKCS12PfxPdu store = builder.build(null, new char[0]);
            return Octets.of(store.getEncoded());
        } catch (IOException | PKCSException | CertificateEncodingException impossible) {
            throw new IllegalStateException("octets in memory can be written", impossible);
        }
    }

    private static PKCS12SafeBag bag(X509Certificate anchor, String alias)
            throws IOException, CertificateEncodingException {
        return new PKCS12SafeBagBuilder(new JcaX509CertificateHolder(anchor))
                .addBagAttribute(PKCS12SafeBag.friendlyNameAttribute, new DERBMPString(alias))
                .addBagAttribute(TRUSTED_KEY_USAGE, KeyPurposeId.anyExtendedKeyUsage)
                .build();
    }
}
