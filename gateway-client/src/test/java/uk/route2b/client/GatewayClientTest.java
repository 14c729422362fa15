package uk.route2b.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.client.spi.Journal;
import uk.route2b.client.spi.KeySource;
import uk.route2b.client.spi.Signer;
import uk.route2b.client.testing.MockGateway;
import uk.route2b.client.testing.Payloads;
import uk.route2b.client.testing.RecordingListener;
import uk.route2b.client.testing.TestIdentities;
import uk.route2b.protocol.octets.Octets;

/** The whole client against a gateway on a real socket, with real files. */
class GatewayClientTest {
    private final TestIdentities identities = TestIdentities.create(Instant.now());
    private final MockGateway gateway =
            new MockGateway(identities, identities.tls(), identities.hierarchy().anchors(), System.currentTimeMillis());
    private final RecordingListener listener = new RecordingListener();

    @TempDir
    private Path folder;

    @AfterEach
    void stopTheGateway() {
        gateway.close();
    }

    private GatewayClient.Builder builder() throws IOException {
        return GatewayClient.builder(identities.record())
                .signer(Signer.of(identities.cem().key()))
                .keySource(KeySource.of(identities.cem().key(), identities.cem().chain()))
                .journal(Journal.inFolder(folder))
                .linkConfiguration(identities.configuration(1, gateway.endpoint()))
                .ven("VEN_1")
                .listener(listener);
    }

    private static void awaitOpen(GatewayClient client) {
        await().until(() -> client.status().isOpen());
    }

    @Test
    void dialsGreetsSendsAndReceives() throws Exception {
        try (GatewayClient client = builder().build()) {
            client.start();
            awaitOpen(client);
            OpenAdrAnswer answer = client.send(OpenAdrRequest.of(Payloads.createdEvent("1")))
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            assertThat(answer).isInstanceOfSatisfying(OpenAdrAnswer.Answered.class, answered -> {
                assertThat(answered.status()).isEqualTo(200);
                assertThat(answered.body().text()).contains("oadrResponse");
            });
            Octets body = Payloads.events("9").body();
            gateway.push(Payloads.events("9"));
            await().until(() -> !listener.payloads().isEmpty());
            assertThat(listener.payloads().get(0).body()).isEqualTo(body);
            assertThat(listener.payloads().get(0).ven()).contains("VEN_1");
        }
    }

    @Test
    void aPayloadThatNobodyTookIsHandedAgainAfterARestartAndOnlyThen() throws Exception {
        try (GatewayClient client = builder().build()) {
            client.start();
            awaitOpen(client);
            gateway.push(Payloads.events("9"));
            await().until(() -> listener.payloads().size() == 1);
        }
        try (GatewayClient again = builder().build()) {
            again.start();
            await().until(() -> listener.payloads().size() == 2);
            listener.takeAll();
            await().until(() -> again.status().counters().payloads() == 0);
        }
        try (GatewayClient third = builder().build()) {
            third.start();
            awaitOpen(third);
            assertThat(listener.payloads()).hasSize(2);
        }
    }

    @Test
    void aGatewayThatGoesAwayIsDialledAgain() throws Exception {
        try (GatewayClient client = builder().build()) {
            client.start();
            awaitOpen(client);
            gateway.close(1001);
            await().until(() -> client.status().epoch() == 2 && client.status().isOpen());
        }
    }

    @Test
    void aListenerThatThrowsDoesNotEndTheLink() throws Exception {
        GatewayListener bad = new GatewayListener() {
            @Override
            public void onPayload(OpenAdrPayload payload, Runnable taken) {
                throw new IllegalArgumentException("the owner's bug");
            }

            @Override
            public void onStatus(LinkStatus status) {
                throw new IllegalArgumentException("the owner's other bug");
            }
        };
        try (GatewayClient client = builder().listener(bad).build()) {
            client.start();
            awaitOpen(client);
            gateway.push(Payloads.events("1"));
            await().until(() -> client.status().counters().received() == 1);
            assertThat(client.status().isOpen()).isTrue();
        }
    }

    @Test
    void closeTellsTheGatewayAndIsIdempotent() throws Exception {
        GatewayClient client = builder().build();
        client.start();
        awaitOpen(client);
        client.close();
        client.close();
        await().untilAsserted(() -> assertThat(gateway.closes()).contains(1000));
        assertThat(client.status().state()).isEqualTo(LinkStatus.State.CLOSED);
        assertThat(client.send(OpenAdrRequest.of(Payloads.poll())).toCompletableFuture())
                .isCompletedWithValue(new OpenAdrAnswer.NotSent("closed"));
    }

    @Test
    void permessageDeflateIsNotOffered() throws Exception {
        try (GatewayClient client = builder().build()) {
            client.start();
            awaitOpen(client);
            assertThat(gateway.upgrades().get(0).getHeaders().get("Sec-WebSocket-Extensions"))
                    .isNull();
            assertThat(gateway.upgrades().get(0).getHeaders().get("Sec-WebSocket-Protocol"))
                    .isEqualTo("route2b.v1");
        }
    }

    @Test
    void aTextFrameClosesWith1003() throws Exception {
        try (GatewayClient client = builder().build()) {
            client.start();
            awaitOpen(client);
            gateway.sendText("hello");
            await().untilAsserted(() -> assertThat(gateway.closes()).contains(1003));
        }
    }

    @Test
    void aCertificateOfAnotherCemIsFoundBeforeAnythingIsDialled() throws Exception {
        GatewayClient.Builder wrong = builder()
                .keySource(KeySource.of(identities.tls().key(), identities.tls().chain()));
        assertThatThrownBy(wrong::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cem certificate: not-a-device");
    }

    @Test
    void twoClientsCanNotUseOneFolder() throws Exception {
        try (Journal held = Journal.inFolder(folder)) {
            assertThat(held.state()).isEmpty();
            assertThatThrownBy(() -> Journal.inFolder(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use by another CEM");
        }
    }
}
