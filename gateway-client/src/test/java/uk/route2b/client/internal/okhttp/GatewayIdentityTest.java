package uk.route2b.client.internal.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import uk.route2b.client.internal.session.DialFailure;
import uk.route2b.client.internal.session.LinkTransport;
import uk.route2b.client.spi.KeySource;
import uk.route2b.client.testing.MockGateway;
import uk.route2b.client.testing.TestIdentities;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.pki.issue.TestHierarchy;
import uk.route2b.pki.issue.Validity;
import uk.route2b.protocol.certificate.GatewayCertificateRules;
import uk.route2b.protocol.certificate.KeyUse;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.identity.RemotePartyRole;

/** Each wrong gateway on a real socket: refused, and for the reason that is wrong with it. */
class GatewayIdentityTest {
    private final Instant now = Instant.now();
    private final TestIdentities identities = TestIdentities.create(now);
    private final OkHttpTransport transport = transport(identities.cem());
    private final Recorder recorder = new Recorder();

    private static OkHttpTransport transport(IssuedIdentity own) {
        return new OkHttpTransport(KeySource.of(own.key(), own.chain()), Executors.newCachedThreadPool());
    }

    @AfterEach
    void stop() {
        transport.close();
    }

    private Object dial(IssuedIdentity gateway, GatewayCertificateRules rules) throws InterruptedException {
        return dial(transport, gateway, rules, identities.hierarchy().anchors());
    }

    private Object dial(
            OkHttpTransport by, IssuedIdentity gateway, GatewayCertificateRules rules, List<X509Certificate> clients)
            throws InterruptedException {
        try (MockGateway mock = new MockGateway(identities, gateway, clients, now.toEpochMilli())) {
            by.dial(
                    new LinkTransport.Order(URI.create(mock.endpoint()), rules, now, Duration.ofSeconds(30), 1_000_000),
                    recorder);
            return recorder.next();
        }
    }

    /** Rules that pin exactly the key of {@code gateway}, so that only what else is wrong with it counts. */
    private GatewayCertificateRules pinned(IssuedIdentity gateway) {
        return new GatewayCertificateRules(
                identities.anchors(),
                TestIdentities.DSRSP,
                Set.of(KeyIdentifier.of(gateway.certificate().getPublicKey())),
                identities.issuerKey());
    }

    private void assertRefused(IssuedIdentity gateway, GatewayCertificateRules rules, String reason) throws Exception {
        assertThat(dial(gateway, rules)).isInstanceOfSatisfying(DialFailure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(DialFailure.Kind.GATEWAY_NOT_TRUSTED);
            assertThat(failure.reason()).isEqualTo(reason);
        });
    }

    @Test
    void theRightGatewayIsBelievedAndBothCertificatesAreKnown() throws Exception {
        assertThat(dial(identities.tls(), identities.rules())).isEqualTo(identities.binding());
    }

    @Test
    void aDeviceCertificateIsNoGateway() throws Exception {
        IssuedIdentity device = identities.hierarchy().device(TestIdentities.DSRSP, KeyUse.DIGITAL_SIGNATURE);
        assertRefused(device, pinned(device), "gateway-not-an-organisation");
    }

    @Test
    void theRightAuthorityButAnotherEntityIsRefused() throws Exception {
        IssuedIdentity other = identities
                .hierarchy()
                .organisation(
                        RemotePartyRole.LOAD_CONTROLLER,
                        EntityIdentifier.parse("90-B3-D5-1F-30-01-00-09"),
                        KeyUse.DIGITAL_SIGNATURE);
        assertRefused(other, pinned(other), "gateway-wrong-entity");
    }

    @Test
    void anotherRoleOfTheSameEntityIsRefused() throws Exception {
        IssuedIdentity supplier = identities
                .hierarchy()
                .organisation(RemotePartyRole.SUPPLIER, TestIdentities.DSRSP, KeyUse.DIGITAL_SIGNATURE);
        assertRefused(supplier, pinned(supplier), "gateway-wrong-role");
    }

    @Test
    void theRightEntityWithAnotherKeyIsRefused() throws Exception {
        assertRefused(identities.message(), identities.rules(), "gateway-wrong-key-identifier");
    }

    @Test
    void anExpiredCertificateIsRefused() throws Exception {
        IssuedIdentity expired = identities
                .hierarchy()
                .organisationCa()
                .organisation(
                        RemotePartyRole.LOAD_CONTROLLER,
                        TestIdentities.DSRSP,
                        KeyUse.DIGITAL_SIGNATURE,
                        new Validity(now.minus(Duration.ofHours(20)), now.minus(Duration.ofHours(1))));
        assertRefused(expired, pinned(expired), "gateway-expired");
    }

    @Test
    void aKeyAgreementCertificateIsRefused() throws Exception {
        IssuedIdentity agreement = identities
                .hierarchy()
                .organisation(RemotePartyRole.LOAD_CONTROLLER, TestIdentities.DSRSP, KeyUse.KEY_AGREEMENT);
        assertRefused(agreement, pinned(agreement), "gateway-key-agreement");
    }

    @Test
    void anUnknownIssuerIsRefused() throws Exception {
        IssuedIdentity stranger = TestHierarchy.create(now)
                .organisation(RemotePartyRole.LOAD_CONTROLLER, TestIdentities.DSRSP, KeyUse.DIGITAL_SIGNATURE);
        assertRefused(stranger, pinned(stranger), "gateway-chain");
    }

    @Test
    void anIssuerThatIsTrustedButNotTheConfiguredOneIsRefused() throws Exception {
        GatewayCertificateRules otherIssuer = new GatewayCertificateRules(
                identities.anchors(),
                TestIdentities.DSRSP,
                Set.of(identities.gatewayKey()),
                KeyIdentifier.of(identities.hierarchy().deviceCa().certificate().getPublicKey()));
        assertRefused(identities.tls(), otherIssuer, "gateway-wrong-issuer");
    }

    @Test
    void aGatewayThatRefusesOurCertificateAfterTheHandshakeIsARefusalAndNoNetworkFailure() throws Exception {
        List<X509Certificate> othersOnly =
                List.of(TestHierarchy.create(now).root().certificate());
        assertThat(dial(transport, identities.tls(), identities.rules(), othersOnly))
                .isInstanceOfSatisfying(
                        DialFailure.class,
                        failure -> assertThat(failure.kind())
                                .isIn(DialFailure.Kind.REFUSED_BY_GATEWAY, DialFailure.Kind.CUT_AFTER_HANDSHAKE));
    }

    @Test
    void theKeyManagerAlsoAnswersWhenTheServerListsTheRootOnly() throws Exception {
        List<X509Certificate> rootOnly = List.of(identities.hierarchy().root().certificate());
        assertThat(dial(transport, identities.tls(), identities.rules(), rootOnly))
                .isEqualTo(identities.binding());
    }

    @Test
    void nobodyListeningIsANetworkFailure() throws Exception {
        transport.dial(
                new LinkTransport.Order(
                        URI.create("wss://127.0.0.1:1/route2b"),
                        identities.rules(),
                        now,
                        Duration.ofSeconds(30),
                        1_000_000),
                recorder);
        assertThat(recorder.next())
                .isInstanceOfSatisfying(
                        DialFailure.class, failure -> assertThat(failure.kind()).isEqualTo(DialFailure.Kind.NETWORK));
    }
}
