package uk.route2b.conformance.cryptography.chains;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import uk.route2b.conformance.wire.Shown;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.EntityIdentifier;

/** Chains that look unusual and are good: refusing them would cut homes off for nothing. */
public record OddChains(TestHierarchy ours, EntityIdentifier cem, Instant now) {
    public Map<String, Shown> all() {
        Map<String, Shown> chains = new LinkedHashMap<>();
        X509Certificate issuer = ours.deviceCa().certificate();
        X509Certificate root = ours.root().certificate();
        X509Certificate stranger =
                TestHierarchy.create(now).device(cem, KeyUse.DIGITAL_SIGNATURE).certificate();
        // The authority is an anchor here, so it need not be sent.
        chains.put("leaf alone", device().shown());
        // The root adds nothing and does no harm.
        chains.put("with the root", device().shown(issuer, root));
        // TLS 1.3 allows any order after the first.
        chains.put("in another order", device().shown(root, issuer));
        // What leads nowhere is passed over.
        chains.put("with a certificate that does not belong to it", device().shown(stranger, issuer));
        // RFC 5280 section 4.1.2.5: no end known.
        chains.put(
                "valid until 9999",
                device().until(Instant.parse("9999-12-31T23:59:59Z")).shown(issuer));
        // Clocks of homes are not that good, but this one is.
        chains.put("valid from a moment ago", device().from(now.minusSeconds(2)).shown(issuer));
        // Five of the 42 published ones have none.
        chains.put(
                "without an authority key identifier",
                device().without(Extension.authorityKeyIdentifier).shown(issuer));
        // One of the published ones is so; production has other policies.
        chains.put(
                "another policy, not critical",
                device().with(
                                Extension.certificatePolicies,
                                false,
                                new CertificatePolicies(new PolicyInformation(new ASN1ObjectIdentifier("1.2.3.4"))))
                        .shown(issuer));
        chains.put(
                "without a policy",
                device().without(Extension.certificatePolicies).shown(issuer));
        chains.put(
                "key usage not critical",
                device().with(Extension.keyUsage, false, new KeyUsage(KeyUsage.digitalSignature))
                        .shown(issuer));
        chains.put(
                "for clients, said so",
                device().with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))
                        .shown(issuer));
        chains.put(
                "an unknown extension that is not critical",
                device().with(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"), false, DERNull.INSTANCE)
                        .shown(issuer));
        // RFC 5280 section 4.1.2.2 allows 20 octets, and 1.
        chains.put(
                "serial number of 20 octets",
                device().serial(BigInteger.ONE.shiftLeft(158)).shown(issuer));
        chains.put("serial number 1", device().serial(BigInteger.ONE).shown(issuer));
        chains.put("by an authority that was sent along", bySentAuthority());
        return chains;
    }

    private Recipe device() {
        return Recipe.device(ours.deviceCa(), cem);
    }

    /** leaf <- authority, sent <- root, an anchor. The device authority of next year. */
    private Shown bySentAuthority() {
        Recipe authority =
                Recipe.authority(ours.root().certificate(), ours.root().key(), "NEXT YEAR", 0);
        X509Certificate certificate = authority.bake();
        return Recipe.device(certificate, authority.key(), cem, Recipe.p256()).shown(certificate);
    }
}
