package uk.route2b.server.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.configuration.LinkConfigurationJson;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.tunnel.Direction;
import uk.route2b.protocol.tunnel.Fragment;
import uk.route2b.protocol.tunnel.FragmentSplitter;
import uk.route2b.protocol.tunnel.Labels;
import uk.route2b.protocol.tunnel.Offered;
import uk.route2b.protocol.tunnel.Reassembler;
import uk.route2b.protocol.tunnel.TunnelLimits;
import uk.route2b.server.checks.Checks;
import uk.route2b.server.checks.dispatch.DispatchGuard;
import uk.route2b.server.checks.dispatch.DispatchVerdict;
import uk.route2b.server.configuration.Breach;
import uk.route2b.server.configuration.DccEntry;
import uk.route2b.server.configuration.DispatchCap;
import uk.route2b.server.configuration.ServerConfiguration.Tunnel;
import uk.route2b.server.link.FakeSocket;
import uk.route2b.server.link.LinkConnection;
import uk.route2b.server.link.LinkRig;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.register.CemStatus;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.Greeting;
import uk.route2b.server.testing.Bench;
import uk.route2b.server.testing.CemPen;
import uk.route2b.server.testing.DemoFiles;
import uk.route2b.server.testing.NotedAudit;
import uk.route2b.server.vtn.EventLoads;
import uk.route2b.server.vtn.VtnAnswer;

/** Route 2a with a meter by hand and time by hand. */
class TunnelTest {
    private static final Duration HOLD = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofMinutes(30);
    private static final String POLL = """
            <oadr:oadrPayload xmlns:oadr="http://openadr.org/oadr-2.0b/2012/07"><oadr:oadrSignedObject>\
            <oadr:oadrPoll/></oadr:oadrSignedObject></oadr:oadrPayload>""";

    private static final CemKey OTHER = new CemKey(DemoFiles.DSRSP, DemoFiles.CEM_2);

    private final Bench bench = new Bench();
    private final FakeChannel channel = new FakeChannel();
    private AlertReceiver receiver;
    private ConfigurationSender configurations;

    @BeforeEach
    void assemble() {
        Tunnel settings = new Tunnel(DccEntry.at(URI.create("http://127.0.0.1:1"), List.of()), 3, PAUSE, RETRY, 4);
        TunnelSender sender = new TunnelSender(channel, Runnable::run, bench.timers, settings);
        receiver = new AlertReceiver(bench.counterparts, bench.inbox, sender, bench.clock, Ecdsa.PLATFORM);
        configurations = new ConfigurationSender(bench.counterparts, bench.desk, sender, bench.timers, RETRY);
    }

    @Test
    void theCurrentConfigurationIsWrittenFragmentByFragmentAndThenTheLabelsAreIdle() throws Exception {
        configurations.start();
        assertThat(channel.written).hasSize(1);
        bench.timers.pass(HOLD.minusSeconds(1));
        assertThat(channel.written).hasSize(1);
        bench.timers.pass(HOLD.multipliedBy(5));

        assertThat(channel.last()).isEqualTo(Labels.IDLE);
        SignedMessage message = whole(channel.texts());
        assertThat(CemPen.code(message)).contains(PrivateMessageCode.LINK_CONFIGURATION);
        assertThat(LinkConfigurationJson.read(Content.read(message.content()).plainBody(4096))
                        .version())
                .isEqualTo(1);
        assertThat(bench.counterpart().counts().fragmentsWritten())
                .isEqualTo(channel.texts().size());
        assertThat(bench.store.unanswered(Bench.KEY)).hasSize(1);
    }

    @Test
    void theSmallestConfigurationIsThreeFragments() {
        configurations.start();
        bench.timers.pass(HOLD.multipliedBy(5));

        assertThat(channel.texts()).hasSize(3);
    }

    @Test
    void withoutAReceiptTheSameFragmentsGoAgain() {
        configurations.start();
        bench.timers.pass(HOLD.multipliedBy(5));
        List<String> first = channel.texts();
        bench.timers.pass(RETRY.plus(HOLD.multipliedBy(5)));

        assertThat(channel.texts()).hasSize(2 * first.size());
        assertThat(channel.texts().subList(first.size(), 2 * first.size())).isEqualTo(first);
    }

    @Test
    void aFaultInOneRoundDoesNotEndTheRounds() {
        configurations.start();
        bench.timers.pass(HOLD.multipliedBy(5));
        bench.states.revoking(certificate -> {
            throw new IllegalStateException("a bug");
        });
        assertThatThrownBy(() -> bench.timers.pass(RETRY)).hasMessage("a bug");
        bench.states.revoking(certificate -> false);
        channel.written.clear();
        bench.timers.pass(RETRY.plus(HOLD.multipliedBy(5)));

        assertThat(channel.texts()).hasSize(3);
    }

    @Test
    void afterARestartTheSameFragmentsGoAgain() {
        configurations.start();
        bench.timers.pass(HOLD.multipliedBy(5));
        List<String> first = channel.texts();
        channel.written.clear();
        configurations.close();
        bench.restart();
        assemble();
        configurations.start();
        bench.timers.pass(HOLD.multipliedBy(5));

        assertThat(channel.texts()).isEqualTo(first);
    }

    @Test
    void aPartialWriteIsRepeatedAfterAPause() {
        channel.outcomes.add(WriteOutcome.failed("partial"));
        channel.outcomes.add(WriteOutcome.failed("no-response"));
        configurations.start();
        assertThat(channel.written).hasSize(1);
        bench.timers.pass(PAUSE.multipliedBy(2));

        assertThat(channel.written).hasSize(3);
        assertThat(channel.texts()).allMatch(text -> text.equals(channel.texts().get(0)));
        assertThat(bench.counterpart().counts().fragmentsWritten()).isZero();
        bench.timers.pass(HOLD);
        assertThat(bench.counterpart().counts().fragmentsWritten()).isEqualTo(1);
    }

    @Test
    void anOutageIsTriedSoOftenAndThenPutOff() {
        for (int failure = 0; failure < 3; failure++) {
            channel.outcomes.add(WriteOutcome.failed("outage"));
        }
        configurations.start();
        bench.timers.pass(PAUSE.multipliedBy(4));

        assertThat(channel.texts()).hasSize(3);
        assertThat(channel.last()).isEqualTo(Labels.IDLE);
        bench.timers.pass(RETRY.plus(HOLD.multipliedBy(5)));
        assertThat(channel.texts()).hasSize(3 + 3);
    }

    @Test
    void whatComesThroughTheMeterOfASuspendedCemIsNotTaken() {
        SignedMessage poll = bench.pen.openAdr(POLL);
        bench.states.take(Map.of(Bench.KEY, CemStatus.SUSPENDED));
        up(poll, 0);
        assertThat(bench.asked).isEmpty();
        assertThat(bench.store.load(Bench.KEY).received().highestAccepted()).isZero();

        bench.states.take(Map.of());
        up(poll, 1);
        assertThat(bench.asked).hasSize(1);
    }

    /** TLS never sees that certificate where another one is shown on the link, and by the meter there is no TLS. */
    @Test
    void whatIsSignedWithTheKeyOfARevokedCertificateIsNotTaken() {
        SignedMessage poll = bench.pen.openAdr(POLL);
        bench.states.revoking(bench.cem.certificate()::equals);
        up(poll, 0);
        assertThat(bench.asked).isEmpty();
        FakeSocket socket = new LinkRig(bench).welcomed(1);
        assertThat(socket.code()).isEqualTo(CloseCode.REVOKED.number());
        assertThat(socket.messages()).isEmpty();

        bench.states.revoking(certificate -> false);
        up(poll, 1);
        assertThat(bench.asked).hasSize(1);
    }

    @Test
    void toACemThatIsSuspendedMeanwhileNotEvenTheRestIsWritten() {
        configurations.start();
        bench.states.take(Map.of(Bench.KEY, CemStatus.SUSPENDED));
        bench.timers.pass(HOLD.multipliedBy(5).plus(RETRY));
        assertThat(channel.texts()).hasSize(1);
        assertThat(channel.last()).isEqualTo(Labels.IDLE);

        bench.states.take(Map.of());
        bench.timers.pass(RETRY.plus(HOLD.multipliedBy(5)));
        assertThat(channel.texts()).hasSize(1 + 3);
    }

    @Test
    void aReceiptThroughTheMeterSettlesTheConfiguration() throws Exception {
        configurations.start();
        bench.timers.pass(HOLD.multipliedBy(5));
        SignedMessage message = whole(channel.texts());
        up(bench.pen.receipt(message, ReceiptStatus.STORED, ""), 0);

        assertThat(bench.store.unanswered(Bench.KEY)).isEmpty();
        assertThat(bench.store.load(Bench.KEY).configuration().answered()).isEqualTo(1);
        int before = channel.written.size();
        bench.timers.pass(RETRY.multipliedBy(2));
        assertThat(channel.written).hasSize(before);
    }

    @Test
    void aReceiptInTheMiddleEndsTheWriting() throws Exception {
        configurations.start();
        SignedMessage message =
                CemPen.read(bench.store.unanswered(Bench.KEY).get(0).octets());
        up(bench.pen.receipt(message, ReceiptStatus.STORED, ""), 0);
        bench.timers.pass(HOLD.multipliedBy(5));

        assertThat(channel.texts()).hasSize(1);
        assertThat(channel.last()).isEqualTo(Labels.IDLE);
    }

    @Test
    void aLinkTakesTheConfigurationOver() {
        configurations.start();
        bench.timers.pass(Duration.ofSeconds(1));
        FakeSocket socket = new LinkRig(bench).welcomed(0);
        bench.timers.pass(HOLD.multipliedBy(5));

        assertThat(channel.texts()).hasSize(1);
        assertThat(socket.messages()).hasSize(2);
        assertThat(socket.messages().get(1).octets())
                .isEqualTo(bench.store.unanswered(Bench.KEY).get(0).octets());
    }

    @Test
    void configuredIsNoted() {
        up(bench.pen.control(new LinkControl.Configured(1, true, ""), bench.pen.next()), 0);
        configurations.start();

        assertThat(bench.store.load(Bench.KEY).configurationConfirmed()).isEqualTo(1);
        assertThat(channel.written).isEmpty();
    }

    @Test
    void missingFragmentsAreSentAgainWithinTheBudget() {
        configurations.start();
        bench.timers.pass(HOLD.multipliedBy(5));
        List<String> first = channel.texts();
        channel.written.clear();
        up(bench.pen.control(new LinkControl.Missing(0, List.of(1, 2000)), bench.pen.next()), 0);
        bench.timers.pass(HOLD.multipliedBy(2));
        assertThat(channel.texts()).containsExactly(first.get(1));

        up(bench.pen.control(new LinkControl.Missing(0, List.of(0, 1, 2)), bench.pen.next()), 1);
        bench.timers.pass(HOLD.multipliedBy(4));
        assertThat(channel.texts()).hasSize(4);
        up(bench.pen.control(new LinkControl.Missing(0, List.of(0)), bench.pen.next()), 2);
        bench.timers.pass(HOLD.multipliedBy(2));
        assertThat(channel.texts()).hasSize(4);
    }

    @Test
    void aNewerConfigurationTakesThePlaceOfAnUnansweredOlderOne() throws Exception {
        configurations.start();
        bench.timers.pass(HOLD.multipliedBy(5));
        configurations.close();
        channel.written.clear();
        bench.offering(2).restart();
        assemble();
        configurations.start();
        bench.timers.pass(HOLD.multipliedBy(5));

        assertThat(bench.store.unanswered(Bench.KEY)).hasSize(1);
        assertThat(LinkConfigurationJson.read(
                                Content.read(whole(channel.texts()).content()).plainBody(4096))
                        .version())
                .isEqualTo(2);
    }

    /** The node of its link brings it; here it would only take a place of those that are to move. */
    @Test
    void aHomeThatIsLinkedToAnotherNodeTakesNoPlaceAmongThoseThatMove() {
        DispatchGuard guard = new DispatchGuard(
                bench.store, new DispatchCap(1, 1, Breach.QUARANTINE), dsrsp -> 2, new EventLoads(), bench.timers);
        bench.checking(new Checks(new NotedAudit(), Optional.of(guard)))
                .offering(2)
                .restart();
        assemble();
        guard.move(OTHER);
        LinkRig rig = new LinkRig(bench);
        LinkConnection link = rig.upgraded(new FakeSocket());
        LinkRig.receive(link, rig.hello(1));
        link.closed(1006, "");
        assertThat(bench.desk.waiting()).containsExactly(Bench.KEY);
        bench.timers.pass(Duration.ofMinutes(11));
        GatewayStore other = bench.store.as("other");
        other.alive();
        other.greet(Bench.KEY, new Greeting(bench.pen.next(), 0, 0, 1, bench.signer(), Octets.ofHex("3000")));
        configurations.start();

        assertThat(channel.written).isEmpty();
        assertThat(bench.store.load(Bench.KEY).epoch()).isEqualTo(2);
        assertThat(guard.move(OTHER)).isInstanceOf(DispatchVerdict.Admitted.class);
        assertThat(bench.desk.waiting()).isEmpty();
    }

    @Test
    void whatComesThroughAnotherMeterIsOfNobody() {
        SignedMessage configured = bench.pen.control(new LinkControl.Configured(1, true, ""), bench.pen.next());
        FragmentSplitter.split(configured.octets(), Direction.UP, 0)
                .forEach(fragment -> receiver.alert(DemoFiles.CEM_2, fragment.text()));

        assertThat(bench.store.load(Bench.KEY).configurationConfirmed()).isZero();
    }

    @Test
    void whatAnotherKeySignedIsDroppedAndStaysOpen() {
        CemPen other = new CemPen(bench.device(DemoFiles.CEM_1), DemoFiles.CEM_1, bench.timers.millis());
        up(other.control(new LinkControl.Configured(1, true, ""), other.next()), 0);

        assertThat(bench.store.load(Bench.KEY).configurationConfirmed()).isZero();
        assertThat(bench.counterpart().counts().refusals()).isEqualTo(Map.of("signature", 1L));
    }

    @Test
    void aRequestThroughTheMeterIsForwardedAndAnsweredThroughTheLabels() {
        SignedMessage poll = bench.pen.openAdr(POLL);
        up(poll, 0);
        bench.asked.remove().answer().complete(new VtnAnswer(200, java.util.Optional.empty(), Octets.ofText("<x/>")));
        bench.timers.pass(HOLD.multipliedBy(6));

        SignedMessage answer = whole(channel.texts());
        assertThat(answer.header()).isEqualTo(poll.header().answer());
        assertThat(CemPen.exchangeIn(answer).body().text()).isEqualTo("<x/>");
    }

    private void up(SignedMessage message, int id) {
        for (Fragment fragment : FragmentSplitter.split(message.octets(), Direction.UP, id)) {
            receiver.alert(DemoFiles.METER_1, fragment.text());
        }
    }

    /** What a CEM puts together of the labels it reads. */
    private static SignedMessage whole(List<String> texts) {
        Reassembler reassembler = new Reassembler(Direction.DOWN, TunnelLimits.DEFAULT);
        SignedMessage whole = null;
        for (String text : texts) {
            if (reassembler.offer(text, 0) instanceof Offered.Candidate candidate) {
                whole = CemPen.read(candidate.octets());
            }
        }
        if (whole == null) {
            throw new AssertionError("the fragments are not one message: " + texts);
        }
        return whole;
    }
}
