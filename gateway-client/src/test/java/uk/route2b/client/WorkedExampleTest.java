package uk.route2b.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.client.spi.HomeAreaNetwork;
import uk.route2b.client.spi.Journal;
import uk.route2b.client.spi.KeySource;
import uk.route2b.client.spi.Signer;
import uk.route2b.client.testing.FakeMeter;
import uk.route2b.client.testing.MockGateway;
import uk.route2b.client.testing.Payloads;
import uk.route2b.client.testing.TestGateway;
import uk.route2b.client.testing.TestIdentities;
import uk.route2b.pki.issue.KeyFiles;
import uk.route2b.pki.issue.Pem;
import uk.route2b.protocol.certificate.PemText;
import uk.route2b.protocol.certificate.TrustAnchors;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.tunnel.Direction;
import uk.route2b.protocol.tunnel.Fragment;
import uk.route2b.protocol.tunnel.FragmentSplitter;

/** The example of the package's Javadoc, run: from nothing but files and a meter to an answer of the VTN. */
class WorkedExampleTest {
    @TempDir
    private Path folder;

    private final TestIdentities identities = TestIdentities.create(Instant.now());
    private final Octets dsrspPem = Octets.ofText(Pem.text(identities.message().chain()));
    private final Octets trustPem =
            Octets.ofText(Pem.text(identities.hierarchy().anchors()));
    private final Octets certificatePem =
            Octets.ofText(Pem.text(identities.cem().chain()));
    private final Octets keyPem = Octets.ofText(KeyFiles.keyText(identities.cem()));
    private final FakeMeter meter = new FakeMeter();
    private final List<Octets> venSide = new CopyOnWriteArrayList<>();
    private final List<Octets> answers = new CopyOnWriteArrayList<>();
    private final List<String> screen = new CopyOnWriteArrayList<>();

    @Test
    void fromAnEmptyFolderToAnAnswer() throws Exception {
        try (MockGateway gateway = new MockGateway(
                        identities, identities.tls(), identities.hierarchy().anchors(), System.currentTimeMillis());
                GatewayClient client = example(meter)) {
            client.start();
            show(gateway.make(brain -> brain.configure(identities.configuration(1, gateway.endpoint()))));
            await().until(() -> client.status().isOpen());
            OpenAdrAnswer answer = client.send(OpenAdrRequest.of(Payloads.createdEvent("1")))
                    .toCompletableFuture()
                    .get(8, SECONDS);
            if (answer instanceof OpenAdrAnswer.Answered answered) {
                answers.add(answered.body());
                answered.handover().taken();
            } else if (answer instanceof OpenAdrAnswer.Receipted receipted) {
                screen.add("the gateway says " + receipted.status() + " " + receipted.detail());
            } else if (answer instanceof OpenAdrAnswer.NotSent notSent) {
                screen.add("it never left, and may be sent again: " + notSent.reason());
            }
            assertThat(answers).hasSize(1);
            gateway.push(Payloads.events("1"));
            await().until(() -> client.status().counters().received() == 2
                    && client.status().counters().payloads() == 0);
        }
        assertThat(venSide).hasSize(1);
        assertThat(screen).contains("OPEN ");
        assertThat(meter.alerts()).isNotEmpty();
        assertThat(TestGateway.dsrsp()).isEqualTo(TestIdentities.DSRSP);
    }

    private GatewayClient example(HomeAreaNetwork home) throws Exception {
        CommissioningRecord record = CommissioningRecord.builder()
                .cem(EntityIdentifier.parse("00-DB-12-34-56-78-90-C1"))
                .dsrsp(EntityIdentifier.parse("90-B3-D5-1F-30-01-00-08"))
                .dsrspCertificates(PemText.certificates(dsrspPem))
                .anchors(TrustAnchors.of(PemText.certificates(trustPem)))
                .build();
        PrivateKey key = PemText.privateKey(keyPem);
        GatewayListener listener = new GatewayListener() {
            @Override
            public void onPayload(OpenAdrPayload payload, Runnable taken) {
                venSide.add(payload.body());
                taken.run();
            }

            @Override
            public void onStatus(LinkStatus status) {
                screen.add(status.state() + " " + status.reason());
            }
        };
        return GatewayClient.builder(record)
                .signer(Signer.of(key))
                .keySource(KeySource.of(key, PemText.certificates(certificatePem)))
                .journal(Journal.inFolder(folder.resolve("state")))
                .homeAreaNetwork(home)
                .readingInterval(java.time.Duration.ofMillis(50))
                .ven("VEN_1")
                .listener(listener)
                .build();
    }

    private void show(SignedMessage message) {
        for (Fragment fragment : FragmentSplitter.split(message.octets(), Direction.DOWN, 1)) {
            int before = meter.readings();
            meter.show(fragment.text());
            await().until(() -> meter.readings() > before + 4);
        }
    }
}
