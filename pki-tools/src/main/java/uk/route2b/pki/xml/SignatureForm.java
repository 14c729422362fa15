package uk.route2b.pki.xml;

import java.util.List;
import java.util.Optional;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;

/**
 * The only form of signature that DUIS has, and so the only one that is made or accepted: one reference to the whole
 * document without its signature, exclusive canonicalization, SHA-256, ECDSA.
 */
final class SignatureForm {
    static final String CANONICALIZATION = CanonicalizationMethod.EXCLUSIVE;
    static final String SIGNATURE = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
    static final String DIGEST = DigestMethod.SHA256;
    static final String TRANSFORM = Transform.ENVELOPED;
    static final String WHOLE_DOCUMENT = "";
    /** r and s of a key on P-256. */
    static final int VALUE_SIZE = 64;

    private SignatureForm() {}

    /** What is not of this form, if anything. */
    static Optional<XmlRefusal> fault(XMLSignature signature) {
        SignedInfo info = signature.getSignedInfo();
        if (!info.getCanonicalizationMethod().getAlgorithm().equals(CANONICALIZATION)
                || info.getCanonicalizationMethod().getParameterSpec() != null) {
            return Optional.of(XmlRefusal.CANONICALIZATION);
        }
        if (!info.getSignatureMethod().getAlgorithm().equals(SIGNATURE)
                || signature.getSignatureValue().getValue().length != VALUE_SIZE) {
            return Optional.of(XmlRefusal.ALGORITHM);
        }
        if (!signature.getObjects().isEmpty() || info.getReferences().size() != 1) {
            return Optional.of(XmlRefusal.REFERENCE);
        }
        return fault(info.getReferences().get(0));
    }

    private static Optional<XmlRefusal> fault(Reference reference) {
        List<String> transforms =
                reference.getTransforms().stream().map(Transform::getAlgorithm).toList();
        if (!WHOLE_DOCUMENT.equals(reference.getURI())) {
            return Optional.of(XmlRefusal.REFERENCE);
        }
        if (!transforms.equals(List.of(TRANSFORM))) {
            return Optional.of(XmlRefusal.TRANSFORM);
        }
        return reference.getDigestMethod().getAlgorithm().equals(DIGEST)
                ? Optional.empty()
                : Optional.of(XmlRefusal.ALGORITHM);
    }
}
