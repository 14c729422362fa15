package uk.route2b.pki.issue;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;

/**
 * Whom a certificate names.
 *
 * @param name the subject; empty for a device
 * @param module the hardwareModuleName of a device
 */
record Subject(X500Name name, Optional<GeneralNames> module) {
    private static final ASN1ObjectIdentifier HARDWARE_MODULE_NAME = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.4");
    /** The hardware type of the published test devices. */
    private static final ASN1ObjectIdentifier HARDWARE_TYPE = new ASN1ObjectIdentifier("1.2.826.0.1.8641679.1.2.1.2");

    /** An authority: role, where it has one, and name, both as PrintableString. */
    static Subject authority(Optional<RemotePartyRole> role, String commonName) {
        X500NameBuilder builder = new X500NameBuilder();
        role.ifPresent(held -> builder.addRDN(BCStyle.OU, new DERPrintableString(held.digits())));
        builder.addRDN(BCStyle.CN, new DERPrintableString(commonName));
        return new Subject(builder.build(), Optional.empty());
    }

    /** An organisation: a name, its role, both as UTF8String, and its entity identifier. */
    static Subject organisation(RemotePartyRole role, EntityIdentifier entity, Optional<String> commonName) {
        X500NameBuilder builder = new X500NameBuilder();
        commonName.ifPresent(text -> builder.addRDN(BCStyle.CN, new DERUTF8String(text)));
        builder.addRDN(BCStyle.OU, new DERUTF8String(role.digits()));
        builder.addRDN(
                BCStyle.UNIQUE_IDENTIFIER, new DERBitString(entity.octets().toArray()));
        return new Subject(builder.build(), Optional.empty());
    }

    /** A device: nobody in the subject, its entity identifier as the serial number of a hardware module. */
    static Subject device(EntityIdentifier entity) {
        DERSequence module = new DERSequence(new ASN1Encodable[] {
            HARDWARE_TYPE, new DEROctetString(entity.octets().toArray())
        });
        DERSequence otherName =
                new DERSequence(new ASN1Encodable[] {HARDWARE_MODULE_NAME, new DERTaggedObject(true, 0, module)});
        GeneralNames names = new GeneralNames(new GeneralName(GeneralName.otherName, otherName));
        return new Subject(new X500NameBuilder().build(), Optional.of(names));
    }
}
