package uk.route2b.pki.issue;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.Malformation;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/**
 * A PKCS#10 request (RFC 2986). Only its key counts: subject and extensions asked for are for the authority to decide.
 *
 * @param key the public key, on P-256
 * @param proven whether whoever made the request holds the private key
 * @param entity the entity identifier asked for, if there is a hardwareModuleName
 * @param asked object identifiers of the extensions asked for
 */
public record CertificationRequest(
        PublicKey key, boolean proven, Optional<EntityIdentifier> entity, List<String> asked) {
    private static final ASN1ObjectIdentifier HARDWARE_MODULE_NAME = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.4");

    public CertificationRequest {
        asked = List.copyOf(asked);
    }

    /**
     * Reads a request in PEM or DER.
     *
     * @throws MalformedException if it is none, or its key is not on P-256
     */
    public static CertificationRequest read(Octets file) throws MalformedException {
        Octets der = der(file);
        return Decoder.decoded("request", () -> of(new PKCS10CertificationRequest(der.toArray())));
    }

    private static CertificationRequest of(PKCS10CertificationRequest request)
            throws IOException, GeneralSecurityException {
        PublicKey key = key(request);
        Optional<Extensions> asked = Optional.ofNullable(request.getRequestedExtensions());
        return new CertificationRequest(
                key, proven(request, key), asked.flatMap(CertificationRequest::entity), identifiers(asked));
    }

    private static Octets der(Octets file) throws MalformedException {
        if (!Pem.looksLike(file)) {
            return file;
        }
        return Pem.read(file).stream()
                .filter(block -> block.label().endsWith(Pem.REQUEST))
                .findFirst()
                .orElseThrow(() -> new MalformedException(Malformation.CERTIFICATE, "request"))
                .octets();
    }

    private static PublicKey key(PKCS10CertificationRequest request) throws IOException, GeneralSecurityException {
        var info = request.getSubjectPublicKeyInfo();
        if (!SECObjectIdentifiers.secp256r1.equals(info.getAlgorithm().getParameters())) {
            throw new InvalidKeyException("the key is on another curve");
        }
        return KeyFactory.getInstance("EC", Cryptography.BOUNCY_CASTLE)
                .generatePublic(new X509EncodedKeySpec(info.getEncoded()));
    }

    private static boolean proven(PKCS10CertificationRequest request, PublicKey key) {
        try {
            return request.isSignatureValid(new JcaContentVerifierProviderBuilder()
                    .setProvider(Cryptography.BOUNCY_CASTLE)
                    .build(key));
        } catch (OperatorCreationException | PKCSException no) {
            return false;
        }
    }

    private static List<String> identifiers(Optional<Extensions> asked) {
        return asked.stream()
                .flatMap(extensions -> Arrays.stream(extensions.getExtensionOIDs()))
                .map(ASN1ObjectIdentifier::getId)
                .toList();
    }

    private static Optional<EntityIdentifier> entity(Extensions asked) {
        GeneralNames names = GeneralNames.fromExtensions(asked, Extension.subjectAlternativeName);
        if (names == null || names.getNames().length != 1 || names.getNames()[0].getTagNo() != GeneralName.otherName) {
            return Optional.empty();
        }
        ASN1Sequence otherName = ASN1Sequence.getInstance(names.getNames()[0].getName());
        if (!HARDWARE_MODULE_NAME.equals(otherName.getObjectAt(0))) {
            return Optional.empty();
        }
        ASN1Sequence module = ASN1Sequence.getInstance(
                ASN1TaggedObject.getInstance(otherName.getObjectAt(1)).getExplicitBaseObject());
        byte[] serial = ASN1OctetString.getInstance(module.getObjectAt(1)).getOctets();
        return Optional.of(EntityIdentifier.of(Octets.of(serial)));
    }
}
