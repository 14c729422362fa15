package uk.route2b.pki.xml;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import javax.xml.crypto.AlgorithmMethod;
import javax.xml.crypto.KeySelector;
import javax.xml.crypto.KeySelectorResult;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.XMLCryptoContext;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.X509Data;
import javax.xml.crypto.dsig.keyinfo.X509IssuerSerial;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import uk.route2b.protocol.octets.Octets;

/**
 * Verifies signed documents, and gives out nothing but what the signature covers. Safe for use by several threads.
 *
 * @param certificates whom to believe: each is named by issuer and serial number in what it signs
 */
public record XmlVerifier(List<X509Certificate> certificates) {
    public XmlVerifier {
        certificates = List.copyOf(certificates);
    }

    /** Verifies {@code xml} at the time {@code now}. */
    public XmlVerdict verify(Octets xml, Instant now) {
        Optional<Document> document = XmlTree.read(xml);
        if (document.isEmpty()) {
            return new XmlVerdict.Refused(XmlRefusal.XML);
        }
        NodeList signatures = XmlTree.signatures(document.get());
        if (signatures.getLength() == 0) {
            return new XmlVerdict.Refused(XmlRefusal.UNSIGNED);
        }
        if (signatures.getLength() > 1) {
            return new XmlVerdict.Refused(XmlRefusal.SECOND_SIGNATURE);
        }
        Node signature = signatures.item(0);
        boolean inPlace =
                document.get().getDocumentElement().isSameNode(signature.getParentNode()) && XmlTree.isLast(signature);
        return inPlace ? verify(signature, now) : new XmlVerdict.Refused(XmlRefusal.PLACE);
    }

    private XmlVerdict verify(Node node, Instant now) {
        DOMValidateContext context = new DOMValidateContext(new Unset(), node);
        context.setProperty("org.jcp.xml.dsig.secureValidation", true);
        context.setProperty("javax.xml.crypto.dsig.cacheReference", true);
        try {
            XMLSignature signature = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
            Optional<XmlRefusal> fault = SignatureForm.fault(signature);
            return fault.<XmlVerdict>map(XmlVerdict.Refused::new).orElseGet(() -> verify(signature, context, now));
        } catch (MarshalException | RuntimeException unreadable) {
            // The JDK answers some forms that it does not like with unchecked exceptions.
            return new XmlVerdict.Refused(XmlRefusal.FORM);
        }
    }

    private XmlVerdict verify(XMLSignature signature, DOMValidateContext context, Instant now) {
        Optional<X509IssuerSerial> name = name(signature.getKeyInfo());
        if (name.isEmpty()) {
            return new XmlVerdict.Refused(XmlRefusal.KEY_NAME);
        }
        Optional<X509Certificate> signer = certificate(name.get());
        if (signer.isEmpty()) {
            return new XmlVerdict.Refused(XmlRefusal.SIGNER);
        }
        if (!isValid(signer.get(), now)) {
            return new XmlVerdict.Refused(XmlRefusal.VALIDITY);
        }
        context.setKeySelector(KeySelector.singletonKeySelector(signer.get().getPublicKey()));
        try {
            return judge(signature, context, signer.get());
        } catch (XMLSignatureException | IOException broken) {
            return new XmlVerdict.Refused(XmlRefusal.SIGNATURE);
        }
    }

    private static XmlVerdict judge(XMLSignature signature, DOMValidateContext context, X509Certificate signer)
            throws XMLSignatureException, IOException {
        Reference reference = signature.getSignedInfo().getReferences().get(0);
        if (!signature.getSignatureValue().validate(context)) {
            return new XmlVerdict.Refused(XmlRefusal.SIGNATURE);
        }
        if (!reference.validate(context) || !signature.validate(context)) {
            return new XmlVerdict.Refused(XmlRefusal.DIGEST);
        }
        try (InputStream digested = reference.getDigestInputStream()) {
            return new XmlVerdict.Verified(Octets.of(digested.readAllBytes()), signer);
        }
    }

    /** X509IssuerSerial and nothing beside it: a certificate that came along would be the sender's choice. */
    private static Optional<X509IssuerSerial> name(KeyInfo keyInfo) {
        List<?> content = keyInfo == null ? List.of() : keyInfo.getContent();
        if (content.size() != 1 || !(content.get(0) instanceof X509Data data)) {
            return Optional.empty();
        }
        return data.getContent().size() == 1 && data.getContent().get(0) instanceof X509IssuerSerial name
                ? Optional.of(name)
                : Optional.empty();
    }

    private Optional<X509Certificate> certificate(X509IssuerSerial name) {
        X500Principal issuer;
        try {
            issuer = new X500Principal(name.getIssuerName());
        } catch (IllegalArgumentException noName) {
            return Optional.empty();
        }
        BigInteger serial = name.getSerialNumber();
        return certificates.stream()
                .filter(certificate -> certificate.getSerialNumber().equals(serial)
                        && certificate.getIssuerX500Principal().equals(issuer))
                .findFirst();
    }

    private static boolean isValid(X509Certificate certificate, Instant now) {
        try {
            certificate.checkValidity(Date.from(now));
            return true;
        } catch (CertificateExpiredException | CertificateNotYetValidException outside) {
            return false;
        }
    }

    /** Stands in the context until the certificate is known. */
    private static final class Unset extends KeySelector {
        @Override
        public KeySelectorResult select(
                KeyInfo keyInfo, Purpose purpose, AlgorithmMethod method, XMLCryptoContext context) {
            throw new IllegalStateException("the key is set before it is needed");
        }
    }
}
