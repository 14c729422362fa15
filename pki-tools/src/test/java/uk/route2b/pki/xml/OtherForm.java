package uk.route2b.pki.xml;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.xml.crypto.XMLStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLObject;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.protocol.octets.Octets;

/** Signs in forms that DUIS has not, validly, to see that only the form is refused. */
final class OtherForm {
    private final XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
    private final KeyInfoFactory keys = factory.getKeyInfoFactory();
    private final PrivateKey key;
    private final X509Certificate certificate;
    String canonicalization = CanonicalizationMethod.EXCLUSIVE;
    String method = SignatureForm.SIGNATURE;
    String digest = DigestMethod.SHA256;
    List<String> uris = List.of("");
    List<String> transforms = List.of(Transform.ENVELOPED);
    List<XMLObject> objects = List.of();
    List<? extends XMLStructure> keyInfo;

    OtherForm(IssuedIdentity identity) {
        key = identity.key();
        certificate = identity.certificate();
        keyInfo = List.of(keys.newX509Data(List.of(keys.newX509IssuerSerial(
                certificate.getIssuerX500Principal().getName(), certificate.getSerialNumber()))));
    }

    KeyInfoFactory keys() {
        return keys;
    }

    X509Certificate certificate() {
        return certificate;
    }

    XMLSignatureFactory factory() {
        return factory;
    }

    /** Signs {@code xml}; attributes called {@code id} identify elements. */
    Octets sign(String xml) throws Exception {
        Document document = XmlTree.read(Octets.ofText(xml)).orElseThrow();
        DOMSignContext context = new DOMSignContext(key, document.getDocumentElement());
        context.setDefaultNamespacePrefix("ds");
        context.setProperty("org.jcp.xml.dsig.secureValidation", false);
        identify(document.getDocumentElement());
        List<Reference> references = new ArrayList<>();
        for (String uri : uris) {
            references.add(factory.newReference(uri, factory.newDigestMethod(digest, null), transforms(), null, null));
        }
        SignedInfo info = factory.newSignedInfo(
                factory.newCanonicalizationMethod(canonicalization, (C14NMethodParameterSpec) null),
                factory.newSignatureMethod(method, null),
                references);
        factory.newXMLSignature(info, keyInfo.isEmpty() ? null : keys.newKeyInfo(keyInfo), objects, null, null)
                .sign(context);
        return XmlTree.write(document);
    }

    private List<Transform> transforms() throws Exception {
        List<Transform> made = new ArrayList<>();
        for (String transform : transforms) {
            made.add(factory.newTransform(transform, (TransformParameterSpec) null));
        }
        return made;
    }

    private static void identify(Element element) {
        if (element.hasAttribute("id")) {
            element.setIdAttribute("id", true);
        }
        for (int child = 0; child < element.getChildNodes().getLength(); child++) {
            if (element.getChildNodes().item(child) instanceof Element inner) {
                identify(inner);
            }
        }
    }
}
