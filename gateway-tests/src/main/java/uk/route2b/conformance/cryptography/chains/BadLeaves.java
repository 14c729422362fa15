package uk.route2b.conformance.cryptography.chains;

import java.security.KeyPair;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import uk.route2b.conformance.wire.Shown;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;

/** Certificates that our own device authority has signed, and that leave the profile of a device. */
public record BadLeaves(TestHierarchy ours, EntityIdentifier cem) {
    private static final EntityIdentifier DSRSP = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-08");

    public List<BadChain> all() {
        return List.of(
                new BadChain("RSA key", rsaKey(), "not-a-certificate", "key"),
                new BadChain("P-384 key", p384Key(), "not-a-certificate", "key"),
                new BadChain("Ed25519 key", edwardsKey(), "not-a-certificate", "key"),
                new BadChain("for key agreement", forKeyAgreement(), "key-agreement", ""),
                new BadChain("without key usage", withoutUse(), "not-for-signing", "no-use"),
                new BadChain("for signatures and key agreement", forBothUses(), "not-for-signing", "other-use"),
                new BadChain("for non-repudiation", forNonRepudiation(), "not-for-signing", "other-use"),
                new BadChain(
                        "for signatures and non-repudiation",
                        forSignaturesAndNonRepudiation(),
                        "not-for-signing",
                        "other-use"),
                new BadChain("for certificates", forCertificates(), "not-for-signing", "other-use"),
                new BadChain("for servers only", forServers(), "chain", "other-purpose"),
                new BadChain("the DSRSP", theDsrsp(), "not-a-device", "an-organisation"),
                new BadChain("a Supplier", aSupplier(), "not-a-device", "an-organisation"),
                new BadChain("a device that is an authority", deviceAuthority(), "not-a-device", "an-authority"),
                new BadChain("a device with a name", withName(), "not-a-device", "has-subject"),
                new BadChain("subject names twice", withRoles(), "not-a-certificate", "subject-names"),
                new BadChain("a host name", hostName(), "not-a-device", "no-module"),
                new BadChain("another otherName", anotherName(), "not-a-device", "no-module"),
                new BadChain("two modules", twoModules(), "not-a-certificate", "module"),
                new BadChain("a module and a host name", moduleAndHost(), "not-a-certificate", "module"),
                new BadChain("an identifier of seven octets", sevenOctets(), "not-a-certificate", "module"),
                new BadChain("an identifier of nine octets", nineOctets(), "not-a-certificate", "module"),
                new BadChain("an identifier of no octets", noOctets(), "not-a-certificate", "module"),
                new BadChain("an identifier as text", textSerial(), "not-a-certificate", "module"),
                new BadChain("policies that cannot be read", brokenPolicies(), "not-a-certificate", "extension"),
                new BadChain("a device that is not enrolled", stranger(), "unknown-cem", ""));
    }

    private Recipe device() {
        return Recipe.device(ours.deviceCa(), cem);
    }

    private Shown shown(Recipe recipe) {
        return recipe.shown(ours.deviceCa().certificate());
    }

    /** leaf(RSA key) <- device authority. GBCS knows P-256 and nothing else. */
    Shown rsaKey() {
        return key(Recipe.pair("RSA"));
    }

    /** leaf(key on P-384) <- device authority. A stronger curve is another curve. */
    Shown p384Key() {
        return key(Recipe.ec("secp384r1"));
    }

    /** leaf(Ed25519 key) <- device authority. */
    Shown edwardsKey() {
        return key(Recipe.pair("Ed25519"));
    }

    private Shown key(KeyPair pair) {
        return shown(
                Recipe.device(ours.deviceCa().certificate(), ours.deviceCa().key(), cem, pair));
    }

    /** leaf(keyAgreement) <- device authority. The other key that each device has. */
    Shown forKeyAgreement() {
        return use(KeyUsage.keyAgreement);
    }

    /** leaf(digitalSignature, keyAgreement) <- device authority. A device has two keys so that none does both. */
    Shown forBothUses() {
        return use(KeyUsage.digitalSignature | KeyUsage.keyAgreement);
    }

    /** leaf(nonRepudiation) <- device authority. It signs documents, and no handshake. */
    Shown forNonRepudiation() {
        return use(KeyUsage.nonRepudiation);
    }

    /** leaf(digitalSignature, nonRepudiation) <- device authority. The right bit, and one more. */
    Shown forSignaturesAndNonRepudiation() {
        return use(KeyUsage.digitalSignature | KeyUsage.nonRepudiation);
    }

    /** leaf(keyCertSign) <- device authority. */
    Shown forCertificates() {
        return use(KeyUsage.keyCertSign);
    }

    private Shown use(int bits) {
        return shown(device().with(Extension.keyUsage, true, new KeyUsage(bits)));
    }

    /** leaf(no key usage) <- device authority. RFC 5280 reads that as every use; the profile does not. */
    Shown withoutUse() {
        return shown(device().without(Extension.keyUsage));
    }

    /**
     * leaf(extended key usage serverAuth) <- device authority. It has none in the profile; who adds one is bound by it.
     */
    Shown forServers() {
        return shown(
                device().with(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth)));
    }

    /** Load Controller <- organisation authority. A good certificate of the gateway's own party. */
    Shown theDsrsp() {
        return organisation(RemotePartyRole.LOAD_CONTROLLER);
    }

    /** Supplier <- organisation authority. A good certificate of a party that is no CEM. */
    Shown aSupplier() {
        return organisation(RemotePartyRole.SUPPLIER);
    }

    private Shown organisation(RemotePartyRole role) {
        IssuedIdentity party = ours.organisation(role, DSRSP, KeyUse.DIGITAL_SIGNATURE);
        return new Shown(party.key(), party.chain());
    }

    /** leaf(cA TRUE, digitalSignature) <- device authority. */
    Shown deviceAuthority() {
        return shown(device().with(Extension.basicConstraints, true, new BasicConstraints(0)));
    }

    /** leaf(CN = our identifier) <- device authority. Nobody may take the common name for the identity. */
    Shown withName() {
        return named("CN=" + cem);
    }

    /** leaf(OU = two remote party roles) <- device authority. Which of them it is must not depend on the reader. */
    Shown withRoles() {
        return named("OU=08,OU=02");
    }

    private Shown named(String subject) {
        return shown(device().subject(subject));
    }

    private Recipe names(GeneralName... names) {
        return device().with(Extension.subjectAlternativeName, true, new GeneralNames(names));
    }

    /** leaf(dNSName only) <- device authority. */
    Shown hostName() {
        return shown(names(new GeneralName(GeneralName.dNSName, "cem.example")));
    }

    /** leaf(otherName of another type, with our identifier in it) <- device authority. */
    Shown anotherName() {
        DEROctetString entity = new DEROctetString(cem.octets().toArray());
        return shown(names(Recipe.other(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.2"), entity)));
    }

    /** leaf(two hardwareModuleNames) <- device authority. Which of them it is must not depend on the reader. */
    Shown twoModules() {
        DEROctetString other = new DEROctetString(DSRSP.octets().toArray());
        return shown(names(Recipe.module(new DEROctetString(cem.octets().toArray())), Recipe.module(other)));
    }

    /** leaf(hardwareModuleName, dNSName) <- device authority. */
    Shown moduleAndHost() {
        return shown(names(
                Recipe.module(new DEROctetString(cem.octets().toArray())),
                new GeneralName(GeneralName.dNSName, "cem.example")));
    }

    /** leaf(hwSerialNum of seven octets) <- device authority. An entity identifier has eight. */
    Shown sevenOctets() {
        return serial(7);
    }

    /** leaf(hwSerialNum of nine octets) <- device authority. Its first eight are no identifier either. */
    Shown nineOctets() {
        return serial(9);
    }

    /** leaf(hwSerialNum of no octets) <- device authority. */
    Shown noOctets() {
        return serial(0);
    }

    private Shown serial(int size) {
        return shown(names(Recipe.module(new DEROctetString(new byte[size]))));
    }

    /** leaf(hwSerialNum as UTF8String) <- device authority. */
    Shown textSerial() {
        return shown(names(Recipe.module(new DERUTF8String(cem.toString()))));
    }

    /** leaf(certificatePolicies NULL, not critical) <- device authority. */
    Shown brokenPolicies() {
        return shown(device().with(Extension.certificatePolicies, false, DERNull.INSTANCE));
    }

    /** leaf(another entity) <- device authority. Nothing is wrong with it; it is not in the register. */
    Shown stranger() {
        return shown(Recipe.device(ours.deviceCa(), EntityIdentifier.parse("00-DB-12-34-56-78-90-FF")));
    }
}
