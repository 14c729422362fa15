package uk.route2b.pki.issue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.ContentSigner;
import uk.route2b.protocol.identity.KeyIdentifier;

/** Writes version 2 lists (RFC 5280 section 5) with number, next update and the issuer's key identifier. */
final class RevocationListWriter {
    private RevocationListWriter() {}

    static X509CRL write(
            RevocationList list, Validity validity, X500Name issuer, KeyIdentifier issuerKey, ContentSigner signer) {
        try {
            X509v2CRLBuilder builder = new X509v2CRLBuilder(issuer, new Time(Date.from(validity.notBefore())));
            builder.setNextUpdate(new Time(Date.from(validity.notAfter())));
            list.revocations().forEach(revocation -> add(builder, revocation));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new AuthorityKeyIdentifier(issuerKey.octets().toArray()));
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(list.number()));
            byte[] der = builder.build(signer).getEncoded();
            return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
        } catch (IOException | GeneralSecurityException differ) {
            throw new IllegalStateException("the JDK cannot read what Bouncy Castle wrote", differ);
        }
    }

    private static void add(X509v2CRLBuilder builder, Revocation revocation) {
        builder.addCRLEntry(
                revocation.serial(),
                Date.from(revocation.when()),
                revocation.reason().code());
    }
}
