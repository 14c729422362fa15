package uk.route2b.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.route2b.client.LinkStatus;
import uk.route2b.client.testing.EngineBench;
import uk.route2b.client.testing.FakeTransport;
import uk.route2b.client.testing.TestGateway;
import uk.route2b.client.testing.TestIdentities;
import uk.route2b.protocol.configuration.LinkConfiguration;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.link.LinkSession;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

class ConfigurationMoveTest {
    private static final String NEW = "wss://new.example/route2b";

    private final EngineBench bench = new EngineBench();

    private FakeTransport.FakeSocket offer(LinkConfiguration candidate) {
        FakeTransport.FakeSocket old = bench.transport.last();
        old.events().received(bench.gateway.configure(candidate).octets(), () -> {});
        bench.time.settle();
        return old;
    }

    private static Receipt receipt(Octets message) throws MalformedException {
        return Receipt.read(Content.read(TestGateway.read(message).content()).body());
    }

    private static List<LinkControl.Configured> reports(FakeTransport.FakeSocket socket) {
        return TestGateway.of(socket.sent(), PrivateMessageCode.LINK_CONTROL).stream()
                .map(message -> {
                    try {
                        return LinkSession.control(message);
                    } catch (MalformedException broken) {
                        throw new AssertionError(broken);
                    }
                })
                .filter(LinkControl.Configured.class::isInstance)
                .map(LinkControl.Configured.class::cast)
                .toList();
    }

    @Test
    void aNewConfigurationIsDialledBesideTheOldLinkAndCommittedAfterTheWelcome() throws Exception {
        bench.open();
        FakeTransport.FakeSocket old = offer(bench.identities.configuration(2, NEW));
        assertThat(receipt(old.take().get(0)).status()).isEqualTo(ReceiptStatus.STORED);
        assertThat(bench.transport.dials()).isEqualTo(2);
        assertThat(bench.state()).isEqualTo(LinkStatus.State.OPEN);
        assertThat(bench.status().configurationVersion()).isEqualTo(1);
        bench.welcome();
        assertThat(bench.status().configurationVersion()).isEqualTo(2);
        assertThat(bench.status().endpoint().orElseThrow()).hasHost("new.example");
        assertThat(old.closes()).containsExactly(CloseCode.NORMAL);
        assertThat(reports(bench.transport.last())).containsExactly(new LinkControl.Configured(2, true, ""));
    }

    @Test
    void helloOnTheNewLinkNamesTheCandidate() {
        bench.open();
        offer(bench.identities.configuration(2, NEW));
        assertThat(bench.greet().hello().configuration()).isEqualTo(2);
    }

    @Test
    void theGatewayMayCloseTheOldLinkBeforeTheWelcomeOfTheNewOneIsRead() {
        bench.open();
        FakeTransport.FakeSocket old = offer(bench.identities.configuration(2, NEW));
        var greet = bench.greet();
        old.events().closed(CloseCode.SUPERSEDED.number(), "");
        bench.deliver(bench.gateway.welcome(greet));
        assertThat(bench.state()).isEqualTo(LinkStatus.State.OPEN);
        bench.time.pass(Duration.ofSeconds(200));
        assertThat(bench.transport.dials()).isEqualTo(2);
    }

    /** As after a start with a candidate: both configurations are dialled, and the hello of the old one comes last. */
    @Test
    void aLinkThatOurOwnAttemptSupersededComesBackSoon() {
        bench.open();
        FakeTransport.FakeSocket old = offer(bench.identities.configuration(2, NEW));
        var greet = bench.greet();
        FakeTransport.FakeSocket moved = bench.transport.last();
        old.events().closed(1001, "");
        bench.time.pass(Duration.ofSeconds(10));
        assertThat(bench.transport.dials()).isEqualTo(3);
        moved.events().received(bench.gateway.welcome(greet), () -> {});
        bench.time.settle();
        assertThat(bench.status().configurationVersion()).isEqualTo(2);
        moved.events().closed(CloseCode.SUPERSEDED.number(), "");
        bench.time.pass(Duration.ofSeconds(10));
        assertThat(bench.transport.dials()).isEqualTo(4);
    }

    @Test
    void anOldOrEqualVersionIsRefusedWithItsReason() throws Exception {
        bench.open();
        FakeTransport.FakeSocket old = offer(bench.identities.configuration(1, NEW));
        Receipt receipt = receipt(old.take().get(0));
        assertThat(receipt.status()).isEqualTo(ReceiptStatus.REFUSED);
        assertThat(receipt.detail()).isEqualTo("version: not-above-the-one-in-force");
        assertThat(bench.transport.dials()).isEqualTo(1);
    }

    @Test
    void anEndpointThatIsNoGatewayIsRefused() throws Exception {
        bench.open();
        FakeTransport.FakeSocket old = offer(bench.identities.configuration(2, "https://new.example/other"));
        assertThat(receipt(old.take().get(0)).detail()).isEqualTo("endpoints: not-a-wss-uri");
    }

    @Test
    void aCandidateThatFailsIsRolledBackAndReportedOnTheOldLink() {
        bench.open();
        FakeTransport.FakeSocket old = offer(bench.identities.configuration(2, NEW));
        for (int attempt = 0; attempt < 3; attempt++) {
            bench.transport.last().events().failed(new DialFailure(DialFailure.Kind.NETWORK, "network", ""));
            bench.time.pass(Duration.ofSeconds(20));
        }
        assertThat(reports(old)).containsExactly(new LinkControl.Configured(2, false, "network"));
        assertThat(bench.status().configurationVersion()).isEqualTo(1);
        assertThat(bench.state()).isEqualTo(LinkStatus.State.OPEN);
        assertThat(old.closes()).isEmpty();
    }

    @Test
    void aGatewayThatCanNotProveItselfIsGivenUpAtOnce() {
        failTheSecondVersion();
    }

    private void failTheSecondVersion() {
        bench.open();
        FakeTransport.FakeSocket old = offer(bench.identities.configuration(2, NEW));
        bench.transport
                .last()
                .events()
                .failed(new DialFailure(DialFailure.Kind.GATEWAY_NOT_TRUSTED, "gateway-wrong-key-identifier", ""));
        bench.time.settle();
        assertThat(reports(old)).containsExactly(new LinkControl.Configured(2, false, "gateway-wrong-key-identifier"));
    }

    @Test
    void aFailureIsToldAgainOnEachNewLinkUntilAnotherConfigurationComes() {
        failTheSecondVersion();
        bench.transport.dialled(0).events().closed(1001, "");
        bench.time.pass(Duration.ofSeconds(200));
        bench.welcome();
        assertThat(reports(bench.transport.last()))
                .containsExactly(new LinkControl.Configured(2, false, "gateway-wrong-key-identifier"));
        offer(bench.identities.configuration(3, "wss://third.example/route2b"));
        bench.welcome();
        assertThat(reports(bench.transport.last())).containsExactly(new LinkControl.Configured(3, true, ""));
    }

    @Test
    void attemptsWhileTheOldLinkIsDownSayNothingAboutTheCandidate() {
        bench.open();
        offer(bench.identities.configuration(2, NEW));
        bench.transport.dialled(0).events().closed(1001, "");
        for (int attempt = 0; attempt < 20; attempt++) {
            failAll();
            bench.time.pass(Duration.ofSeconds(100));
        }
        assertThat(bench.journal.state().orElseThrow().text()).contains("\"candidate\"");
    }

    /** Of the old gateway and of the new one. */
    private void failAll() {
        for (int dial = 1; dial < bench.transport.dials(); dial++) {
            bench.transport.dialled(dial).events().failed(new DialFailure(DialFailure.Kind.NETWORK, "network", ""));
        }
        bench.time.settle();
    }

    @Test
    void aCandidateWaitsForItsTime() {
        bench.open();
        offer(timed(Duration.ofHours(30), Duration.ofHours(40)));
        bench.time.pass(Duration.ofHours(29));
        assertThat(bench.transport.dials()).isEqualTo(1);
        bench.time.pass(Duration.ofHours(1));
        assertThat(bench.transport.dials()).isEqualTo(2);
        bench.welcome();
        assertThat(bench.status().configurationVersion()).isEqualTo(2);
    }

    @Test
    void aCandidateWhoseTimeIsPastIsGivenUp() {
        bench.open();
        FakeTransport.FakeSocket old = offer(timed(Duration.ZERO, Duration.ofHours(2)));
        old.events().closed(1001, "");
        while (bench.time.wall().isBefore(TestIdentities.NOW.plus(Duration.ofHours(3)))) {
            failAll();
            bench.time.pass(Duration.ofMinutes(4));
        }
        assertThat(bench.journal.state().orElseThrow().text()).contains("notAfter: past");
    }

    private LinkConfiguration timed(Duration from, Duration until) {
        LinkConfiguration plain = bench.identities.configuration(2, NEW);
        return new LinkConfiguration(
                plain.version(),
                plain.endpoints(),
                plain.gateway(),
                plain.issuer(),
                plain.timeMillis(),
                plain.certificate(),
                Optional.of(TestIdentities.NOW.plus(from).toEpochMilli()),
                Optional.of(TestIdentities.NOW.plus(until).toEpochMilli()),
                plain.timers());
    }

    @Test
    void aFailedVersionIsNotTakenAgain() throws Exception {
        failTheSecondVersion();
        FakeTransport.FakeSocket old = bench.transport.dialled(0);
        old.take();
        old.events()
                .received(
                        bench.gateway
                                .configure(bench.identities.configuration(2, NEW))
                                .octets(),
                        () -> {});
        bench.time.settle();
        assertThat(receipt(old.take().get(0)).detail()).isEqualTo("version: not-above-the-one-in-force");
    }

    @Test
    void aCandidateIsTriedOnAfterAPowerCut() {
        bench.open();
        offer(bench.identities.configuration(2, NEW));
        int before = bench.transport.dials();
        bench.start();
        List<String> hosts = List.of(
                bench.transport.dialled(before).order().endpoint().getHost(),
                bench.transport.dialled(before + 1).order().endpoint().getHost());
        assertThat(hosts).containsExactlyInAnyOrder("new.example", "gateway.example");
    }

    @Test
    void aNewerCandidateTakesThePlaceOfOneUnderWay() {
        bench.open();
        FakeTransport.FakeSocket old = offer(bench.identities.configuration(2, NEW));
        FakeTransport.FakeSocket second = bench.transport.last();
        old.events()
                .received(
                        bench.gateway
                                .configure(bench.identities.configuration(3, "wss://third.example/route2b"))
                                .octets(),
                        () -> {});
        bench.time.settle();
        assertThat(second.closes()).containsExactly(CloseCode.NORMAL);
        bench.welcome();
        assertThat(bench.status().configurationVersion()).isEqualTo(3);
    }

    @Test
    void anInstalledConfigurationIsOnlyForACemThatHasNone() {
        bench.open();
        bench.installed(Optional.of(bench.identities.configuration(9, NEW))).start();
        assertThat(bench.status().configurationVersion()).isEqualTo(1);
    }
}
