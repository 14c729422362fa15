package uk.route2b.conformance.cryptography.chains;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import uk.route2b.conformance.wire.Shown;
import uk.route2b.pki.issue.Authority;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;

/** Chains that do not lead from a good leaf to an anchor. */
public record BadIssuers(TestHierarchy ours, EntityIdentifier cem, Instant now) {
    private static final ASN1ObjectIdentifier UNKNOWN = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1");

    public List<BadChain> all() {
        return List.of(
                new BadChain("another hierarchy with our names", sameNames(), "chain", "signature"),
                new BadChain("an unknown issuer", unknownIssuer(), "chain", "no-issuer"),
                new BadChain("its authority was not sent", authorityNotSent(), "chain", "no-issuer"),
                new BadChain("signed by itself", selfSigned(), "chain", "self-issued"),
                new BadChain("our authority's name, another key", forgedSignature(), "chain", "signature"),
                new BadChain("a bit of the signature flipped", flippedSignature(), "chain", "signature"),
                new BadChain("another CEM written into a signed one", otherEntity(), "chain", "signature"),
                new BadChain("an authority that was tampered with", tamperedAuthority(), "chain", "signature"),
                new BadChain("issued by another device", byDevice(), "chain", "no-issuer"),
                new BadChain("issued by the DSRSP", byOrganisation(), "chain", "not-an-authority"),
                new BadChain(
                        "issued by an authority that says it is none", byNoAuthority(), "chain", "not-an-authority"),
                new BadChain("issuer without basic constraints", withoutConstraints(), "chain", "not-an-authority"),
                new BadChain("issuer that may sign messages only", byMessageKey(), "chain", "may-not-certify"),
                new BadChain("an authority below the device authority", belowDeviceAuthority(), "chain", "path-length"),
                new BadChain("two authorities below a root that allows one", twoBelowRoot(), "chain", "path-length"),
                new BadChain("two authorities that certify each other", circle(), "chain", "too-long"),
                new BadChain("critical extension unknown", criticalInLeaf(), "chain", "critical-extension"),
                new BadChain(
                        "critical extension in the authority", criticalInAuthority(), "chain", "critical-extension"),
                new BadChain("authority for another kind of name", constrained(), "chain", "names"),
                new BadChain("signed over SHA-1", overSha1(), "profile", "algorithm"),
                new BadChain("signed over SHA-512", overSha512(), "profile", "algorithm"),
                new BadChain("authority signed over SHA-1", authorityOverSha1(), "profile", "algorithm"),
                new BadChain("names another key as its issuer's", otherIssuerKey(), "chain", "issuer-key"),
                new BadChain("the device authority itself", theDeviceAuthority(), "chain", "itself-an-anchor"),
                new BadChain("the root itself", theRoot(), "chain", "itself-an-anchor"));
    }

    private Recipe device() {
        return Recipe.device(ours.deviceCa(), cem);
    }

    private Recipe authority(String name, int below) {
        return Recipe.authority(ours.root().certificate(), ours.root().key(), name, below);
    }

    private Shown below(Recipe authority, X509Certificate... above) {
        X509Certificate certificate = authority.bake();
        List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
        chain.addAll(List.of(above));
        return Recipe.device(certificate, authority.key(), cem, Recipe.p256())
                .shown(chain.toArray(X509Certificate[]::new));
    }

    /** leaf <- device authority <- root, all of another hierarchy whose names are ours to the letter. */
    Shown sameNames() {
        IssuedIdentity stranger = TestHierarchy.create(now).device(cem, KeyUse.DIGITAL_SIGNATURE);
        return new Shown(stranger.key(), stranger.chain());
    }

    /** leaf <- (nobody): its issuer's name is no name of ours. */
    Shown unknownIssuer() {
        return device().issuerName("CN=NOBODY WE KNOW").shown(ours.deviceCa().certificate());
    }

    /** leaf <- (authority not sent) <- root. Only what is shown or is an anchor can be found; nothing is fetched. */
    Shown authorityNotSent() {
        Recipe authority = authority("NOT SENT", 0);
        return Recipe.device(authority.bake(), authority.key(), cem, Recipe.p256())
                .shown();
    }

    /** leaf <- leaf: subject and issuer empty, which RFC 5280 forbids, and signed with its own key. */
    Shown selfSigned() {
        Recipe recipe = device().subject("CN=ITSELF").issuerName("CN=ITSELF");
        return recipe.signedBy(recipe.key()).shown();
    }

    /** leaf <- device authority, by name; the signature is by a key that anybody can make. */
    Shown forgedSignature() {
        return device().signedBy(Recipe.p256().getPrivate())
                .shown(ours.deviceCa().certificate());
    }

    /** leaf(last bit of the signature flipped) <- device authority. */
    Shown flippedSignature() {
        Recipe recipe = device();
        byte[] octets = recipe.octets();
        octets[octets.length - 1] ^= 1;
        return Shown.of(recipe.key(), Recipe.read(octets), ours.deviceCa().certificate());
    }

    /** leaf(entity changed after it was signed) <- device authority. */
    Shown otherEntity() {
        Recipe recipe = Recipe.device(ours.deviceCa(), EntityIdentifier.parse("00-DB-12-34-56-78-90-0F"));
        byte[] octets = recipe.octets();
        byte[] before =
                EntityIdentifier.parse("00-DB-12-34-56-78-90-0F").octets().toArray();
        int place = indexOf(octets, before);
        System.arraycopy(cem.octets().toArray(), 0, octets, place, before.length);
        return Shown.of(recipe.key(), Recipe.read(octets), ours.deviceCa().certificate());
    }

    private static int indexOf(byte[] octets, byte[] part) {
        for (int place = 0; place <= octets.length - part.length; place++) {
            if (java.util.Arrays.equals(octets, place, place + part.length, part, 0, part.length)) {
                return place;
            }
        }
        throw new IllegalStateException("the entity is in the certificate");
    }

    /** leaf <- authority(signed by a key that is not the root's) <- root. */
    Shown tamperedAuthority() {
        return below(authority("TAMPERED", 0).signedBy(Recipe.p256().getPrivate()));
    }

    /** leaf <- device <- device authority. A device's empty subject is nobody's name. */
    Shown byDevice() {
        Recipe other = Recipe.device(ours.deviceCa(), EntityIdentifier.parse("00-DB-12-34-56-78-90-C2"));
        return Recipe.device(ours.deviceCa(), cem)
                .issuerName("CN=A DEVICE")
                .signedBy(other.key())
                .shown(other.bake(), ours.deviceCa().certificate());
    }

    /** leaf <- organisation <- organisation authority. A party's signing key certifies nobody. */
    Shown byOrganisation() {
        IssuedIdentity party = ours.organisation(
                RemotePartyRole.LOAD_CONTROLLER,
                EntityIdentifier.parse("90-B3-D5-1F-30-01-00-08"),
                KeyUse.DIGITAL_SIGNATURE);
        return Recipe.device(party.certificate(), party.key(), cem, Recipe.p256())
                .shown(party.certificate(), ours.organisationCa().certificate());
    }

    /** leaf <- issuer(cA FALSE, keyCertSign) <- root. */
    Shown byNoAuthority() {
        return below(authority("NO AUTHORITY", 0).with(Extension.basicConstraints, true, new BasicConstraints(false)));
    }

    /** leaf <- issuer(no basicConstraints, keyCertSign) <- root. */
    Shown withoutConstraints() {
        return below(authority("UNCONSTRAINED", 0).without(Extension.basicConstraints));
    }

    /** leaf <- issuer(cA TRUE, digitalSignature) <- root. */
    Shown byMessageKey() {
        return below(
                authority("MESSAGES ONLY", 0).with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature)));
    }

    /** leaf <- authority <- device authority(pathLenConstraint 0). */
    Shown belowDeviceAuthority() {
        Authority devices = ours.deviceCa();
        return below(Recipe.authority(devices.certificate(), devices.key(), "BELOW", 0), devices.certificate());
    }

    /** leaf <- authority <- authority <- root(pathLenConstraint 1). The JDK ignores an anchor's own. */
    Shown twoBelowRoot() {
        Recipe upper = authority("UPPER", 5);
        X509Certificate certificate = upper.bake();
        return below(Recipe.authority(certificate, upper.key(), "LOWER", 0), certificate);
    }

    /** leaf <- A <- B <- A <- … A search for an end must have one. */
    Shown circle() {
        Recipe first = Recipe.authority(ours.root().certificate(), ours.root().key(), "A", 99)
                .issuerName("CN=B");
        Recipe second = Recipe.authority(ours.root().certificate(), ours.root().key(), "B", 99)
                .issuerName("CN=A")
                .signedBy(first.key());
        first.signedBy(second.key()).without(Extension.authorityKeyIdentifier);
        second.without(Extension.authorityKeyIdentifier);
        return below(first, second.bake());
    }

    /** leaf(critical extension of nobody) <- device authority (RFC 5280 section 4.2). */
    Shown criticalInLeaf() {
        return device().with(UNKNOWN, true, DERNull.INSTANCE)
                .shown(ours.deviceCa().certificate());
    }

    /** leaf <- authority(critical extension of nobody) <- root. */
    Shown criticalInAuthority() {
        return below(authority("CRITICAL", 0).with(UNKNOWN, true, DERNull.INSTANCE));
    }

    /** leaf(hardwareModuleName) <- authority(may not certify such names) <- root. The JDK's builder throws at these. */
    Shown constrained() {
        GeneralSubtree excluded = new GeneralSubtree(Recipe.module(new DEROctetString(new byte[8])));
        return below(authority("CONSTRAINED", 0)
                .with(Extension.nameConstraints, true, new NameConstraints(null, new GeneralSubtree[] {excluded})));
    }

    /** leaf(signed by the device authority over SHA-1). Broken since 2017, and still read by the JDK. */
    Shown overSha1() {
        return signedWith("SHA1withECDSA");
    }

    /** leaf(signed by the device authority over SHA-512). As good, and not what GBCS knows: ecdsa-with-SHA256 only. */
    Shown overSha512() {
        return signedWith("SHA512withECDSA");
    }

    private Shown signedWith(String algorithm) {
        return device().signedWith(algorithm).shown(ours.deviceCa().certificate());
    }

    /** leaf <- authority(signed over SHA-1) <- root. */
    Shown authorityOverSha1() {
        return below(authority("WEAK", 0).signedWith("SHA1withECDSA"));
    }

    /** leaf(authorityKeyIdentifier of another key) <- device authority, whose key did sign it. */
    Shown otherIssuerKey() {
        return device().with(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(new byte[8]))
                .shown(ours.deviceCa().certificate());
    }

    /** The device authority as a party, with its real key. An anchor stands for nobody but itself. */
    Shown theDeviceAuthority() {
        return theAuthority(ours.deviceCa());
    }

    /** The root as a party, with its real key. */
    Shown theRoot() {
        return theAuthority(ours.root());
    }

    private static Shown theAuthority(Authority authority) {
        return Shown.of(authority.key(), authority.certificate());
    }
}
