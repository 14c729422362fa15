package uk.route2b.tests.gateway;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.awaitility.Awaitility;
import uk.route2b.client.CommissioningRecord;
import uk.route2b.client.GatewayClient;
import uk.route2b.client.GatewayListener;
import uk.route2b.client.LinkStatus;
import uk.route2b.client.OpenAdrPayload;
import uk.route2b.client.spi.Journal;
import uk.route2b.client.spi.KeySource;
import uk.route2b.client.spi.Signer;
import uk.route2b.pki.issue.IssuedIdentity;
import uk.route2b.protocol.certificate.TrustAnchors;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.identity.KeyIdentifier;
import uk.route2b.protocol.octets.Octets;

/** A real client for a CEM of a {@link GatewayFixture}, with a link configuration entered by hand. */
public final class ClientFixture implements AutoCloseable {
    private static final Duration MOST = Duration.ofSeconds(30);

    private final GatewayClient client;
    private final BlockingQueue<Received> payloads = new LinkedBlockingQueue<>();

    /** A payload with its body, which is on the medium only until it was taken. */
    public record Received(Optional<String> ven, Optional<String> message, Optional<String> type, Octets body) {}

    private ClientFixture(GatewayClient.Builder builder) throws IOException {
        client = builder.listener(new Taking()).build();
    }

    /** Builds a client and starts it. */
    public static ClientFixture start(GatewayFixture gateway, EntityIdentifier cem, Path state) throws IOException {
        return start(gateway, cem, state, configuration(gateway, gateway.endpoint()));
    }

    /** The same with another configuration. */
    public static ClientFixture start(
            GatewayFixture gateway, EntityIdentifier cem, Path state, LinkConfiguration configuration)
            throws IOException {
        IssuedIdentity identity = gateway.identity(cem);
        ClientFixture fixture = new ClientFixture(GatewayClient.builder(record(gateway, cem))
                .signer(Signer.of(identity.key()))
                .keySource(KeySource.of(
                        identity.key(),
                        List.of(
                                identity.certificate(),
                                gateway.world().hierarchy().deviceCa().certificate())))
                .journal(Journal.inFolder(state))
                .linkConfiguration(configuration));
        fixture.client.start();
        return fixture;
    }

    /** What was agreed when the CEM was commissioned. */
    public static CommissioningRecord record(GatewayFixture gateway, EntityIdentifier cem) {
        return CommissioningRecord.builder()
                .cem(cem)
                .dsrsp(GatewayFixture.DSRSP)
                .dsrspCertificates(List.of(gateway.world().message().certificate()))
                .anchors(TrustAnchors.of(gateway.world().hierarchy().anchors()))
                .recovery(gateway.recovery().certificate())
                .build();
    }

    /** What an installer would enter. */
    public static LinkConfiguration configuration(GatewayFixture gateway, URI endpoint) {
        return LinkConfiguration.of(
                1,
                List.of(endpoint),
                List.of(KeyIdentifier.of(gateway.world().gateway().certificate().getPublicKey())),
                KeyIdentifier.of(gateway.world()
                        .hierarchy()
                        .organisationCa()
                        .certificate()
                        .getPublicKey()),
                gateway.world().clock().millis());
    }

    public GatewayClient client() {
        return client;
    }

    public ClientFixture awaitOpen() {
        return await(LinkStatus.State.OPEN);
    }

    /** Waits for a state of the link. */
    public ClientFixture await(LinkStatus.State state) {
        Awaitility.await(state.toString())
                .atMost(MOST)
                .until(() -> client.status().state() == state);
        return this;
    }

    /** Payloads of the VTN, each taken at once. */
    public BlockingQueue<Received> payloads() {
        return payloads;
    }

    @Override
    public void close() {
        client.close();
    }

    private final class Taking implements GatewayListener {
        @Override
        public void onPayload(OpenAdrPayload payload, Runnable taken) {
            payloads.add(new Received(payload.ven(), payload.message(), payload.type(), payload.body()));
            taken.run();
        }
    }
}
