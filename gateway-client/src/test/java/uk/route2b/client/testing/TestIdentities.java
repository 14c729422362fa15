package uk.route2b.client.testing;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import uk.route2b.client.CommissioningRecord;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.protocol.certificate.GatewayCertificateRules;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.certificate.TrustAnchors;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.configuration.LinkTimers;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;
import uk.route2b.protocol.link.TlsBinding;

/**
 * A DSRSP with a message key and a TLS key, and a CEM, all under one test hierarchy.
 *
 * @param message the DSRSP's message identity
 * @param tls the gateway's TLS identity
 * @param cem the CEM's identity
 */
public record TestIdentities(TestHierarchy hierarchy, IssuedIdentity message, IssuedIdentity tls, IssuedIdentity cem) {
    public static final EntityIdentifier DSRSP = EntityIdentifier.parse("90-B3-D5-1F-30-01-00-08");
    public static final EntityIdentifier CEM = EntityIdentifier.parse("00-DB-12-34-56-78-90-C1");
    public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private static final TestIdentities SHARED = create(NOW);

    /** The same ones for all tests: making keys takes time. */
    public static TestIdentities shared() {
        return SHARED;
    }

    public static TestIdentities create(Instant now) {
        TestHierarchy hierarchy = TestHierarchy.create(now);
        return new TestIdentities(
                hierarchy,
                hierarchy.organisation(RemotePartyRole.LOAD_CONTROLLER, DSRSP, KeyUse.DIGITAL_SIGNATURE),
                hierarchy.organisation(RemotePartyRole.LOAD_CONTROLLER, DSRSP, KeyUse.DIGITAL_SIGNATURE),
                hierarchy.device(CEM, KeyUse.DIGITAL_SIGNATURE));
    }

    public TrustAnchors anchors() {
        return TrustAnchors.of(hierarchy.anchors());
    }

    public CommissioningRecord record() {
        return CommissioningRecord.builder()
                .cem(CEM)
                .dsrsp(DSRSP)
                .dsrspCertificates(message.chain())
                .anchors(anchors())
                .build();
    }

    public TlsBinding binding() {
        try {
            return new TlsBinding(
                    uk.route2b.protocol.octets.Octets.of(tls.certificate().getEncoded())
                            .sha256(),
                    uk.route2b.protocol.octets.Octets.of(cem.certificate().getEncoded())
                            .sha256());
        } catch (java.security.cert.CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public KeyIdentifier gatewayKey() {
        return KeyIdentifier.of(tls.certificate().getPublicKey());
    }

    public KeyIdentifier issuerKey() {
        return KeyIdentifier.of(hierarchy.organisationCa().certificate().getPublicKey());
    }

    /** A configuration for {@code endpoints}: ping 30 s, retry from 2 s to 100 s. */
    public LinkConfiguration configuration(long version, String... endpoints) {
        LinkConfiguration plain = LinkConfiguration.of(
                version,
                java.util.Arrays.stream(endpoints).map(java.net.URI::create).toList(),
                List.of(gatewayKey()),
                issuerKey(),
                NOW.toEpochMilli());
        return new LinkConfiguration(
                plain.version(),
                plain.endpoints(),
                plain.gateway(),
                plain.issuer(),
                plain.timeMillis(),
                plain.certificate(),
                plain.notBeforeMillis(),
                plain.notAfterMillis(),
                new LinkTimers(30, 2, 100, 120));
    }

    public GatewayCertificateRules rules() {
        return new GatewayCertificateRules(anchors(), DSRSP, Set.of(gatewayKey()), issuerKey());
    }
}
