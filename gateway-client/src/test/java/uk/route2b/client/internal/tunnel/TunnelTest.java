package uk.route2b.client.internal.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import uk.route2b.client.ClientLimits;
import uk.route2b.client.LinkStatus;
import uk.route2b.client.MeterLimits;
import uk.route2b.client.OpenAdrAnswer;
import uk.route2b.client.OpenAdrRequest;
import uk.route2b.client.internal.session.DialFailure;
import uk.route2b.client.testing.EngineBench;
import uk.route2b.client.testing.Payloads;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.link.LinkSession;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.CraFlag;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.protocol.tunnel.Direction;
import uk.route2b.protocol.tunnel.Fragment;
import uk.route2b.protocol.tunnel.FragmentSplitter;

class TunnelTest {
    private final EngineBench bench = new EngineBench().withMeter();

    private SignedMessage firstConfiguration() {
        return bench.gateway.configure(bench.identities.configuration(1, EngineBench.ENDPOINT));
    }

    private static Receipt receipt(SignedMessage message) throws MalformedException {
        return Receipt.read(Content.read(message.content()).body());
    }

    private static LinkControl.Configured configured(SignedMessage message) throws MalformedException {
        return (LinkControl.Configured) LinkSession.control(message);
    }

    @Test
    void aCemWithoutConfigurationTakesItFromItsMeterDialsAndReports() throws Exception {
        bench.installed(Optional.empty()).start();
        bench.showByMeter(firstConfiguration(), 7);
        List<SignedMessage> up = bench.byMeter();
        assertThat(up).hasSize(1);
        assertThat(receipt(up.get(0)).status()).isEqualTo(ReceiptStatus.STORED);
        assertThat(up.get(0).header().cra()).isEqualTo(CraFlag.RESPONSE);
        assertThat(bench.transport.dials()).isEqualTo(1);
        bench.welcome();
        assertThat(bench.state()).isEqualTo(LinkStatus.State.OPEN);
        SignedMessage report = uk.route2b.client.testing.TestGateway.read(
                bench.transport.last().take().get(0));
        assertThat(configured(report)).isEqualTo(new LinkControl.Configured(1, true, ""));
        assertThat(bench.status().counters().fragmentsRead()).isPositive();
    }

    @Test
    void aDeviceWhoseClockIsDeadTakesUpAConfigurationAndJudgesByItsTime() throws Exception {
        bench.installed(Optional.empty());
        bench.time.step(Duration.ofDays(-20_000));
        bench.start();
        bench.showByMeter(firstConfiguration(), 7);
        assertThat(receipt(bench.byMeter().get(0)).status()).isEqualTo(ReceiptStatus.STORED);
        assertThat(bench.transport.last().order().now()).isAfterOrEqualTo(uk.route2b.client.testing.TestIdentities.NOW);
    }

    @Test
    void labelsThatStayTheSameAreReadOnce() {
        bench.installed(Optional.empty()).start();
        bench.showByMeter(firstConfiguration(), 7);
        bench.byMeter();
        int alerts = bench.meter.alerts().size();
        Fragment last = lastFragment(firstConfiguration());
        bench.meter.show(last.text());
        bench.time.pass(Duration.ofHours(1));
        assertThat(bench.meter.alerts().size() - alerts).isLessThanOrEqualTo(4);
    }

    private static Fragment lastFragment(SignedMessage message) {
        List<Fragment> fragments = FragmentSplitter.split(message.octets(), Direction.DOWN, 9);
        return fragments.get(fragments.size() - 1);
    }

    @Test
    void aMessageReplayedForEverIsAnsweredWithinABudget() {
        bench.installed(Optional.empty()).start();
        SignedMessage message = firstConfiguration();
        for (int replay = 0; replay < 20; replay++) {
            bench.showByMeter(message, 7);
        }
        assertThat(bench.byMeter()).hasSize(4);
    }

    @Test
    void ordinaryLabelTextsChangeNothing() {
        bench.start();
        int commits = bench.journal.commits();
        bench.meter.show("PEAK RATE 16:00 TO 19:00");
        bench.time.pass(Duration.ofMinutes(1));
        assertThat(bench.journal.commits()).isEqualTo(commits);
        assertThat(bench.meter.alerts()).isEmpty();
    }

    @Test
    void fragmentsThatDoNotComeAreAskedForAfterAQuietTimeAndWithinABudget() throws Exception {
        bench.installed(Optional.empty()).start();
        List<Fragment> fragments = FragmentSplitter.split(firstConfiguration().octets(), Direction.DOWN, 3);
        bench.meter.show(fragments.get(0).text());
        bench.time.pass(Duration.ofSeconds(2));
        bench.meter.show(fragments.get(fragments.size() - 1).text());
        bench.time.pass(Duration.ofSeconds(12));
        List<SignedMessage> asked = bench.byMeter();
        assertThat(asked).hasSize(1);
        LinkControl.Missing missing = (LinkControl.Missing) LinkSession.control(asked.get(0));
        assertThat(missing.messageId()).isEqualTo(3);
        assertThat(missing.indexes()).hasSize(fragments.size() - 2).startsWith(1);
        bench.time.pass(Duration.ofMinutes(50));
        assertThat(bench.byMeter()).hasSize(3);
        bench.meter.show(fragments.get(1).text());
        bench.time.pass(Duration.ofSeconds(2));
        for (Fragment fragment : fragments) {
            bench.meter.show(fragment.text());
            bench.time.pass(Duration.ofSeconds(2));
        }
        assertThat(bench.transport.dials()).isEqualTo(1);
    }

    /** What a torn or replayed fragment opens never becomes whole; each question is an alert that somebody pays for. */
    @Test
    void whatNeverBecomesWholeIsAskedForEightTimesADay() {
        bench.installed(Optional.empty()).start();
        bench.meter.show(FragmentSplitter.split(firstConfiguration().octets(), Direction.DOWN, 3)
                .get(0)
                .text());
        bench.time.pass(Duration.ofHours(20));
        assertThat(bench.byMeter()).hasSize(8);
    }

    @Test
    void anAlertThatTheMeterRefusesIsSentAgainWithItsMessageId() {
        bench.installed(Optional.empty()).start();
        bench.meter.refuse(2);
        bench.showByMeter(firstConfiguration(), 7);
        bench.time.pass(Duration.ofSeconds(30));
        assertThat(bench.byMeter()).hasSize(1);
        assertThat(bench.status().counters().alertsSent())
                .isEqualTo(bench.meter.alerts().size());
    }

    @Test
    void aReadingThatEndsInAnErrorIsFollowedByTheNext() {
        bench.installed(Optional.empty()).start();
        bench.meter.breakOnce(new NoClassDefFoundError("the test's meter"));
        bench.showByMeter(firstConfiguration(), 7);
        assertThat(bench.byMeter()).hasSize(1);
    }

    @Test
    void messageIdsRunOnAfterARestart() throws Exception {
        bench.installed(Optional.empty()).start();
        bench.showByMeter(firstConfiguration(), 7);
        int first = Fragment.read(bench.meter.alerts().get(0)).header().messageId();
        bench.start();
        bench.transport.last().events().failed(new DialFailure(DialFailure.Kind.GATEWAY_NOT_TRUSTED, "x", ""));
        bench.time.pass(Duration.ofSeconds(1));
        int alerts = bench.meter.alerts().size();
        int last = Fragment.read(bench.meter.alerts().get(alerts - 1)).header().messageId();
        assertThat(last).isEqualTo(first + 1);
    }

    @Test
    void aFailedFirstConfigurationIsReportedThroughTheMeter() throws Exception {
        bench.installed(Optional.empty()).start();
        bench.showByMeter(firstConfiguration(), 7);
        bench.byMeter();
        bench.transport
                .last()
                .events()
                .failed(new DialFailure(DialFailure.Kind.GATEWAY_NOT_TRUSTED, "gateway-wrong-entity", ""));
        bench.time.pass(Duration.ofSeconds(1));
        assertThat(configured(bench.byMeter().get(0)))
                .isEqualTo(new LinkControl.Configured(1, false, "gateway-wrong-entity"));
        assertThat(bench.state()).isEqualTo(LinkStatus.State.NO_CONFIGURATION);
        assertThat(bench.status().reason()).isEqualTo("gateway-wrong-entity");
    }

    @Test
    void aFirstConfigurationWhoseGatewayIsDownIsTriedUntilItIsUp() {
        bench.installed(Optional.empty()).start();
        bench.showByMeter(firstConfiguration(), 7);
        for (int attempt = 0; attempt < 10; attempt++) {
            bench.transport.last().events().failed(new DialFailure(DialFailure.Kind.NETWORK, "network", ""));
            bench.time.pass(Duration.ofSeconds(100));
        }
        bench.welcome();
        assertThat(bench.state()).isEqualTo(LinkStatus.State.OPEN);
    }

    @Test
    void aPayloadByMeterIsAnsweredByTheLinkIfThereIsOne() {
        bench.open();
        bench.transport.last().take();
        SignedMessage message = bench.gateway.push(Payloads.events("1"));
        bench.showByMeter(message, 7);
        assertThat(bench.transport.last().take()).hasSize(1);
        assertThat(bench.meter.alerts()).isEmpty();
        assertThat(bench.listener.payloads()).hasSize(1);
        bench.push(message);
        assertThat(bench.listener.payloads()).hasSize(1);
    }

    @Test
    void whatIsUrgentGoesByMeterAfterTheFallbackTimeAndItsAnswerComesBackThere() {
        bench.start();
        OpenAdrRequest urgent = new OpenAdrRequest(
                Optional.empty(), Optional.empty(), Optional.empty(), true, Payloads.createdEvent("1"));
        var answer = bench.engine.send(urgent);
        var patient = bench.send("2");
        bench.time.pass(Duration.ofSeconds(119));
        assertThat(bench.byMeter()).isEmpty();
        bench.time.pass(Duration.ofSeconds(2));
        List<SignedMessage> up = bench.byMeter();
        assertThat(up).hasSize(1);
        assertThat(bench.status().route()).contains("2a");
        assertThat(patient).isNotDone();
        Octets reply = bench.gateway.answer(up.get(0), OpenAdrExchange.of(Payloads.of("oadrResponse", "1")));
        bench.showByMeter(uk.route2b.client.testing.TestGateway.read(reply), 8);
        assertThat(answer).isCompletedWithValueMatching(done -> done.kind() == OpenAdrAnswer.Kind.ANSWERED);
    }

    @Test
    void aLinkThatComesBackResendsTheSameOctets() {
        bench.start();
        bench.say(new OpenAdrRequest(
                Optional.empty(), Optional.empty(), Optional.empty(), true, Payloads.createdEvent("1")));
        bench.time.pass(Duration.ofSeconds(121));
        SignedMessage up = bench.byMeter().get(0);
        bench.welcome();
        assertThat(bench.transport.last().take()).containsExactly(up.octets());
        assertThat(bench.status().route()).contains("2b");
    }

    private static OpenAdrRequest urgent(String id) {
        return new OpenAdrRequest(
                Optional.empty(), Optional.empty(), Optional.empty(), true, Payloads.createdEvent(id));
    }

    @Test
    void withoutAnAnswerTheSameFragmentsGoAgainAfterAGrowingPauseAndSoOftenOnly() {
        bench.start();
        bench.say(urgent("1"));
        bench.time.pass(Duration.ofSeconds(121));
        List<String> first = bench.meter.alerts();
        assertThat(first).isNotEmpty();
        bench.time.pass(Duration.ofMinutes(9));
        assertThat(bench.meter.alerts()).hasSize(first.size());
        bench.time.pass(Duration.ofMinutes(2));
        assertThat(bench.meter.alerts()).hasSize(2 * first.size()).endsWith(first.toArray(new String[0]));
        bench.time.pass(Duration.ofMinutes(18));
        assertThat(bench.meter.alerts()).hasSize(2 * first.size());
        bench.time.pass(Duration.ofMinutes(2));
        assertThat(bench.meter.alerts()).hasSize(3 * first.size());
        bench.time.pass(Duration.ofDays(3));
        assertThat(bench.meter.alerts()).hasSize(6 * first.size());
        assertThat(bench.status().counters().sentByMeter()).isEqualTo(6);
        assertThat(bench.status().counters().unanswered()).isEqualTo(1);
    }

    @Test
    void whatWasSignedForTheLinkGoesByMeterInTheSameOctetsAndBeforeWhatWaits() {
        bench.open();
        bench.transport.last().take();
        bench.say(urgent("1"));
        Octets signed = bench.transport.last().take().get(0);
        bench.transport.last().events().failed(new DialFailure(DialFailure.Kind.NETWORK, "network", ""));
        bench.time.settle();
        bench.say(urgent("2"));
        bench.time.pass(Duration.ofSeconds(121));
        List<SignedMessage> up = bench.byMeter();
        assertThat(up).hasSize(2);
        assertThat(up.get(0).octets()).isEqualTo(signed);
    }

    @Test
    void aSecondLossOfTheLinkSendsItByMeterAgainUnderItsId() {
        bench.start();
        bench.say(urgent("1"));
        bench.time.pass(Duration.ofSeconds(121));
        List<String> first = bench.meter.alerts();
        bench.welcome();
        bench.transport.last().events().failed(new DialFailure(DialFailure.Kind.NETWORK, "network", ""));
        bench.time.pass(Duration.ofSeconds(121));
        assertThat(bench.meter.alerts()).hasSize(2 * first.size()).endsWith(first.toArray(new String[0]));
    }

    @Test
    void aLinkEndsTheRepetition() {
        bench.start();
        bench.say(urgent("1"));
        bench.time.pass(Duration.ofSeconds(121));
        bench.welcome();
        int alerts = bench.meter.alerts().size();
        bench.time.pass(Duration.ofHours(1));
        assertThat(bench.meter.alerts()).hasSize(alerts);
    }

    @Test
    void afterARestartWhatIsUnansweredGoesByMeterAgain() {
        bench.start();
        bench.say(urgent("1"));
        bench.time.pass(Duration.ofSeconds(121));
        List<String> first = bench.meter.alerts();
        bench.time.clear();
        bench.start();
        bench.time.pass(Duration.ofSeconds(121));
        assertThat(bench.meter.alerts()).hasSize(2 * first.size()).endsWith(first.toArray(new String[0]));
    }

    @Test
    void whatIsTooLongForTheMeterWaitsForTheLink() {
        bench.limits(new ClientLimits(10, 100_000, 10, 100_000, 100_000, new MeterLimits(1, Duration.ofMinutes(10), 6)))
                .start();
        bench.say(urgent(noise()));
        bench.time.pass(Duration.ofMinutes(30));
        assertThat(bench.meter.alerts()).isEmpty();
        assertThat(bench.status().counters().queued()).isEqualTo(1);
        bench.welcome();
        assertThat(bench.transport.last().take()).hasSize(1);
    }

    @Test
    void aMessageThatTheGatewayRepeatsByMeterIsAnsweredThereEvenBesideALink() {
        bench.open();
        bench.transport.last().take();
        SignedMessage message = bench.gateway.push(Payloads.events("1"));
        bench.push(message);
        assertThat(bench.transport.last().take()).hasSize(1);
        bench.showByMeter(message, 7);
        assertThat(bench.byMeter()).hasSize(1);
        assertThat(bench.listener.payloads()).hasSize(1);
    }

    @Test
    void recordedFragmentsUnderAReusedIdLoseNothing() {
        bench.open();
        bench.transport.last().events().failed(new DialFailure(DialFailure.Kind.NETWORK, "network", ""));
        SignedMessage recorded = bench.gateway.push(Payloads.events("1"));
        bench.showByMeter(recorded, 7);
        SignedMessage real = bench.gateway.push(Payloads.events("2"));
        List<Fragment> old = FragmentSplitter.split(recorded.octets(), Direction.DOWN, 7);
        List<Fragment> fresh = FragmentSplitter.split(real.octets(), Direction.DOWN, 7);
        for (int index = 0; index < fresh.size(); index++) {
            show(fresh.get(index));
            show(old.get(Math.min(index, old.size() - 1)));
        }
        fresh.forEach(this::show);
        assertThat(bench.listener.payloads()).hasSize(2);
        assertThat(bench.status().counters().receivedByMeter()).isEqualTo(2);
    }

    /** What does not deflate to nothing. */
    private static String noise() {
        return new Random(1)
                .ints(2_000, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private void show(Fragment fragment) {
        bench.meter.show(fragment.text());
        bench.time.pass(Duration.ofSeconds(2));
    }
}
