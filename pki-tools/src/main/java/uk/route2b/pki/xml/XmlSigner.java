package uk.route2b.pki.xml;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.keyinfo.X509IssuerSerial;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import uk.route2b.protocol.octets.Octets;

/**
 * Signs documents. Safe for use by several threads.
 *
 * @param key on P-256; it may sit in a token
 * @param certificate names the key, by issuer and serial number; it does not travel
 */
public record XmlSigner(PrivateKey key, X509Certificate certificate) {
    private static final String PREFIX = "ds";

    /**
     * The same document with a signature as the last child of its root.
     *
     * @throws IllegalArgumentException if it is not well-formed or has a signature already: our own bug
     */
    public Octets sign(Octets xml) {
        Document document =
                XmlTree.read(xml).orElseThrow(() -> new IllegalArgumentException("what is to be signed is no XML"));
        if (XmlTree.signatures(document).getLength() > 0) {
            throw new IllegalArgumentException("what is to be signed has a signature already");
        }
        XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
        DOMSignContext context = new DOMSignContext(key, document.getDocumentElement());
        context.setDefaultNamespacePrefix(PREFIX);
        try {
            XMLSignature signature = factory.newXMLSignature(info(factory), keyInfo(factory.getKeyInfoFactory()));
            signature.sign(context);
        } catch (GeneralSecurityException | MarshalException | XMLSignatureException broken) {
            throw new IllegalStateException("the key cannot sign XML with " + SignatureForm.SIGNATURE, broken);
        }
        joinLines(document);
        return XmlTree.write(document);
    }

    private static SignedInfo info(XMLSignatureFactory factory) throws GeneralSecurityException {
        C14NMethodParameterSpec canonicalization = null;
        TransformParameterSpec transform = null;
        Reference reference = factory.newReference(
                SignatureForm.WHOLE_DOCUMENT,
                factory.newDigestMethod(SignatureForm.DIGEST, null),
                List.of(factory.newTransform(SignatureForm.TRANSFORM, transform)),
                null,
                null);
        return factory.newSignedInfo(
                factory.newCanonicalizationMethod(SignatureForm.CANONICALIZATION, canonicalization),
                factory.newSignatureMethod(SignatureForm.SIGNATURE, null),
                List.of(reference));
    }

    private KeyInfo keyInfo(KeyInfoFactory factory) {
        X509IssuerSerial name = factory.newX509IssuerSerial(
                certificate.getIssuerX500Principal().getName(), certificate.getSerialNumber());
        return factory.newKeyInfo(List.of(factory.newX509Data(List.of(name))));
    }

    /** The JDK breaks the value with carriage returns, which are written as references; no signature covers it. */
    private static void joinLines(Document document) {
        @Nullable
        Node value = document.getElementsByTagNameNS(XMLSignature.XMLNS, "SignatureValue")
                .item(0);
        if (value != null) {
            value.setTextContent(value.getTextContent().replaceAll("\\s", ""));
        }
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "XML signer of serial number " + certificate.getSerialNumber().toString(16);
    }
}
