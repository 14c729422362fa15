package uk.route2b.server.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.message.Ecdsa;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.tunnel.Direction;
import uk.route2b.protocol.tunnel.Fragment;
import uk.route2b.protocol.tunnel.FragmentSplitter;
import uk.route2b.protocol.tunnel.Offered;
import uk.route2b.protocol.tunnel.Reassembler;
import uk.route2b.protocol.tunnel.TunnelLimits;
import uk.route2b.server.configuration.DccEntry;
import uk.route2b.server.configuration.DeliveryLimits;
import uk.route2b.server.configuration.FallbackPolicy;
import uk.route2b.server.configuration.PushAnswer;
import uk.route2b.server.configuration.ServerConfiguration.Tunnel;
import uk.route2b.server.delivery.Fallback;
import uk.route2b.server.delivery.Reconcile;
import uk.route2b.server.link.FakeSocket;
import uk.route2b.server.link.LinkConnection;
import uk.route2b.server.link.LinkRig;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.Claim;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.Greeting;
import uk.route2b.server.store.PayloadState;
import uk.route2b.server.store.StoreException;
import uk.route2b.server.testing.Bench;
import uk.route2b.server.testing.CemPen;
import uk.route2b.server.testing.DemoFiles;
import uk.route2b.server.testing.OtherStore;
import uk.route2b.server.vtn.VtnAnswer;

/** Urgent payloads on route 2a and back, with a meter and time by hand. */
class FallbackTest {
    private static final Duration LATE = Duration.ofSeconds(130);
    private static final Duration LONG = Duration.ofMinutes(9);
    private static final Duration RESEND = Duration.ofMinutes(20);
    private static final CemKey OTHER = new CemKey(DemoFiles.DSRSP, DemoFiles.CEM_2);
    private static final String REQUEST = """
            <oadr:oadrPayload xmlns:oadr="http://openadr.org/oadr-2.0b/2012/07"><oadr:oadrSignedObject>\
            <oadr:oadrPoll/></oadr:oadrSignedObject></oadr:oadrPayload>""";

    private final Bench bench = new Bench().answering(PushAnswer.ON_STORE);
    private final FakeChannel channel = new FakeChannel();
    private final LinkRig rig = new LinkRig(bench);
    private final Set<String> broken = new HashSet<>();
    private int claims;
    private AlertReceiver receiver;
    private Fallback fallback;

    private static DeliveryLimits limits(FallbackPolicy policy) {
        DeliveryLimits usual = DeliveryLimits.DEFAULT;
        return new DeliveryLimits(
                usual.queuedPayloads(),
                usual.queuedOctets(),
                usual.queuedOctetsInAll(),
                usual.requestOctets(),
                usual.requestOctetsInAll(),
                usual.reconcile(),
                policy);
    }

    private static FallbackPolicy policy(Optional<Set<String>> urgent, int fragments, int atOnce) {
        return new FallbackPolicy(urgent, fragments, atOnce, RESEND, 3, Duration.ofSeconds(5));
    }

    @BeforeEach
    void assemble() {
        assemble(policy(Optional.empty(), 10, 5));
    }

    private void assemble(FallbackPolicy policy) {
        if (fallback != null) {
            fallback.close();
        }
        bench.limiting(limits(policy)).restart();
        Tunnel settings = new Tunnel(
                DccEntry.at(URI.create("http://127.0.0.1:1"), List.of()),
                3,
                Duration.ofSeconds(5),
                Duration.ofMinutes(30),
                20);
        TunnelSender sender = new TunnelSender(channel, Runnable::run, bench.timers, settings);
        receiver = new AlertReceiver(bench.counterparts, bench.inbox, sender, bench.clock, Ecdsa.PLATFORM);
        bench.delivery.recover();
        fallback = bench.delivery.fallback(sender);
    }

    private void pass(Duration time) {
        bench.timers.pass(time);
    }

    /** Messages that a CEM has put together of what was written since the last look; whoever verifies closes them. */
    private List<SignedMessage> down() {
        Reassembler reassembler = new Reassembler(Direction.DOWN, TunnelLimits.DEFAULT);
        List<SignedMessage> whole = new ArrayList<>();
        for (String text : channel.texts()) {
            if (reassembler.offer(text, 0) instanceof Offered.Candidate candidate) {
                whole.add(CemPen.read(candidate.octets()));
                reassembler.close(candidate);
            }
        }
        channel.written.clear();
        return whole;
    }

    private List<String> bodies() {
        return down().stream()
                .map(message -> CemPen.exchangeIn(message).body().text())
                .toList();
    }

    private void up(SignedMessage message, int id) {
        FragmentSplitter.split(message.octets(), Direction.UP, id)
                .forEach(fragment -> receiver.alert(DemoFiles.METER_1, fragment.text()));
    }

    private PayloadState state(long number) {
        return bench.store.payload(number).orElseThrow().state();
    }

    private LinkConnection welcomed(FakeSocket socket) {
        LinkConnection link = rig.upgraded(socket);
        LinkRig.receive(link, rig.hello(1));
        return link;
    }

    @Test
    void whatIsUrgentIsSignedAndGoesByMeterAfterTheFallbackTimeAndTheRestWaitsForTheLink() {
        bench.offer("VEN_1", "a report");
        bench.urgent("events");
        pass(Duration.ofSeconds(115));
        assertThat(channel.written).isEmpty();
        pass(LONG);

        assertThat(bodies()).containsExactly("events");
        assertThat(state(1)).isEqualTo(PayloadState.QUEUED);
        assertThat(state(2)).isEqualTo(PayloadState.SENT);
        assertThat(bench.counterpart().counts().routes().sentBy2a()).isEqualTo(1);
    }

    @Test
    void aReceiptThroughTheMeterSettlesIt() {
        bench.urgent("events");
        pass(LATE.plus(LONG));
        up(bench.pen.receipt(down().get(0), ReceiptStatus.STORED, ""), 0);

        assertThat(state(1)).isEqualTo(PayloadState.DELIVERED);
        pass(RESEND.multipliedBy(10));
        assertThat(down()).isEmpty();
    }

    @Test
    void whatWasSignedForTheLinkGoesFirstAndInTheSameOctets() {
        FakeSocket socket = new FakeSocket();
        LinkConnection link = welcomed(socket);
        bench.urgent(Bench.KEY, "cancel", "signed", false);
        Octets sent = socket.messages().get(1).octets();
        link.closed(1006, "");
        bench.urgent(Bench.KEY, "cancel", "queued", false);
        pass(LATE.plus(LONG));

        List<SignedMessage> written = down();
        assertThat(written.get(0).octets()).isEqualTo(sent);
        assertThat(CemPen.exchangeIn(written.get(1)).body().text()).isEqualTo("queued");
        assertThat(written).hasSize(2);
    }

    @Test
    void theTimeCountsFromTheLossOfTheLink() {
        LinkConnection link = welcomed(new FakeSocket());
        pass(LATE);
        link.closed(1006, "");
        bench.urgent("events");
        pass(Duration.ofSeconds(110));
        assertThat(channel.written).isEmpty();
        pass(Duration.ofSeconds(20));
        assertThat(channel.written).isNotEmpty();
    }

    @Test
    void aLinkThatComesBackTakesItOverInTheSameOctetsAndNoFurtherFragmentIsWritten() {
        bench.urgent("events " + noise(150));
        pass(LATE);
        assertThat(channel.texts()).hasSize(1);
        Octets signed = bench.store.unanswered(Bench.KEY).get(0).octets();
        FakeSocket socket = new FakeSocket();
        LinkConnection link = welcomed(socket);
        pass(LONG.plus(RESEND));

        assertThat(channel.texts()).hasSize(1);
        assertThat(socket.messages().get(1).octets()).isEqualTo(signed);
        assertThat(bench.counterpart().isFallenBack()).isFalse();
        LinkRig.receive(link, bench.pen.receipt(CemPen.read(signed), ReceiptStatus.STORED, ""));
        assertThat(state(1)).isEqualTo(PayloadState.DELIVERED);
    }

    @Test
    void aSecondLossSendsTheSameMessageByMeterAgainUnderItsOldId() {
        bench.urgent("events");
        pass(LATE.plus(LONG));
        List<String> first = channel.texts();
        LinkConnection link = welcomed(new FakeSocket());
        link.closed(1006, "");
        channel.written.clear();
        pass(LATE.plus(LONG));

        assertThat(channel.texts()).isEqualTo(first);
    }

    @Test
    void withoutAnAnswerItGoesAgainAfterAGrowingPauseAndSoOftenOnly() {
        bench.urgent("events");
        pass(LATE.plus(LONG));
        List<String> first = channel.texts();
        channel.written.clear();
        pass(RESEND.plus(LONG));
        assertThat(channel.texts()).isEqualTo(first);
        channel.written.clear();
        pass(RESEND);
        assertThat(channel.texts()).isEmpty();
        pass(RESEND);
        assertThat(channel.texts()).isEqualTo(first);
        channel.written.clear();
        pass(RESEND.multipliedBy(20));
        assertThat(channel.texts()).isEmpty();
        assertThat(state(1)).isEqualTo(PayloadState.SENT);
    }

    @Test
    void whatCannotBeSignedNowDoesNotHoldUpWhatIsSignedAndHasToGoAgain() {
        bench.urgent(Bench.KEY, "cancel", "signed", false);
        pass(LATE.plus(LONG));
        List<String> first = channel.texts();
        channel.written.clear();
        bench.urgent(Bench.KEY, "cancel", "queued", false);
        bench.jump(Duration.ofHours(2));
        pass(RESEND.plus(LONG));

        assertThat(channel.texts()).isEqualTo(first);
        assertThat(state(2)).isEqualTo(PayloadState.QUEUED);
    }

    @Test
    void aNewerListOfEventsEndsTheWritingOfAnOlderOne() {
        bench.urgent("old " + noise(400));
        pass(LATE);
        assertThat(channel.texts()).hasSize(1);
        bench.urgent("new");
        pass(LONG.plus(RESEND.multipliedBy(2)));

        assertThat(bodies()).containsOnly("new").isNotEmpty();
        assertThat(state(1)).isEqualTo(PayloadState.SENT);
    }

    @Test
    void whatIsTooLongWaitsForTheLink() {
        bench.urgent(noise(3_000));
        bench.urgent(Bench.KEY, "cancel", "short", false);
        pass(LATE.plus(LONG).plus(LONG));

        assertThat(bodies()).containsExactly("short");
        assertThat(state(1)).isEqualTo(PayloadState.QUEUED);
        assertThat(bench.counterpart().counts().routes().tooLongFor2a()).isEqualTo(1);
    }

    @Test
    void whatWaitsForItsTurnOnTheMeterIsNotTakenBackWhenItsVtnHasWaitedLongEnough() {
        bench.answering(PushAnswer.AFTER_CEM);
        assemble();
        pass(LATE);
        bench.urgent(Bench.KEY, "cancel", "one", false);
        pass(Duration.ofSeconds(6));
        bench.urgent(Bench.KEY, "cancel", "two", false);
        pass(Duration.ofSeconds(10));
        assertThat(state(1)).isEqualTo(PayloadState.SENT);
        assertThat(state(2)).isEqualTo(PayloadState.QUEUED);
        pass(LONG.plus(LONG));

        assertThat(bodies()).containsExactly("one", "two");
    }

    @Test
    void whichKindsAreUrgentIsASetting() {
        assemble(policy(Optional.of(Set.of("kind")), 10, 5));
        bench.urgent("events");
        bench.offer("VEN_1", "kind");
        pass(LATE.plus(LONG));

        assertThat(bodies()).containsExactly("kind");
    }

    @Test
    void aCemWithoutAMeterHasItsLinkOnly() {
        bench.withoutMeter();
        assemble();
        bench.urgent("events");
        pass(LATE.plus(LONG));

        assertThat(state(1)).isEqualTo(PayloadState.QUEUED);
        assertThat(bench.counterpart().isFallenBack()).isFalse();
    }

    @Test
    void soManyMessagesAreUnderWayAtOnceWhatExpiresFirstBeforeTheOthers() {
        bench.withSecondCem();
        assemble(policy(Optional.empty(), 10, 1));
        bench.urgent("of the first");
        bench.expiring(Duration.ofHours(2));
        assemble(policy(Optional.empty(), 10, 1));
        bench.urgent(OTHER, "events", "of the other", true);
        pass(LATE);
        assertThat(channel.meters).containsOnly(DemoFiles.METER_2);
        assertThat(fallback.underWay()).isEqualTo(1);
        pass(LONG);
        assertThat(channel.meters).contains(DemoFiles.METER_1);
    }

    @Test
    void afterARestartTheSameFragmentsGo() {
        bench.urgent("events");
        pass(LATE.plus(LONG));
        List<String> first = channel.texts();
        channel.written.clear();
        assemble();
        pass(LATE.plus(LONG));

        assertThat(channel.texts()).isEqualTo(first);
        assertThat(bench.store.unanswered(Bench.KEY)).hasSize(1);
    }

    @Test
    void missingFragmentsOfAnyUnansweredMessageAreWrittenAgain() {
        bench.urgent("events " + noise(150));
        pass(LATE.plus(LONG));
        List<String> first = channel.texts();
        channel.written.clear();
        up(bench.pen.control(new LinkControl.Missing(0, List.of(1)), bench.pen.next()), 0);
        pass(Duration.ofMinutes(2));

        assertThat(channel.texts()).containsExactly(first.get(1));
    }

    @Test
    void missingFragmentsOfAnAnswerAreWrittenAgain() {
        SignedMessage request = bench.pen.openAdr(REQUEST);
        up(request, 0);
        answerOfVtn(noise(100));
        pass(LONG);
        List<String> first = channel.texts();
        channel.written.clear();
        up(bench.pen.control(new LinkControl.Missing(0, List.of(1)), bench.pen.next()), 1);
        pass(Duration.ofMinutes(2));

        assertThat(channel.texts()).containsExactly(first.get(1));
    }

    @Test
    void anAnswerThatADeadLinkTookIsAskedForAgainAndComesByMeter() {
        FakeSocket dead = new FakeSocket();
        welcomed(dead);
        SignedMessage request = bench.pen.openAdr(REQUEST);
        up(request, 0);
        answerOfVtn("<x/>");
        assertThat(dead.messages()).hasSize(2);
        assertThat(channel.written).isEmpty();
        up(request, 0);
        pass(LONG);

        assertThat(bench.asked).isEmpty();
        assertThat(down())
                .extracting(SignedMessage::octets)
                .containsExactly(dead.messages().get(1).octets());
    }

    @Test
    void anAnswerAskedForTwiceGoesInTheSameFragments() {
        SignedMessage request = bench.pen.openAdr(REQUEST);
        up(request, 0);
        answerOfVtn("<x/>");
        pass(LONG);
        List<String> first = channel.texts();
        channel.written.clear();
        up(request, 0);
        pass(LONG);

        assertThat(channel.texts()).isEqualTo(first);
    }

    @Test
    void recordedFragmentsUnderAReusedIdLoseNothing() {
        SignedMessage recorded = bench.pen.openAdr(REQUEST);
        SignedMessage real = bench.pen.openAdr(REQUEST);
        List<Fragment> old = FragmentSplitter.split(recorded.octets(), Direction.UP, 3);
        List<Fragment> fresh = FragmentSplitter.split(real.octets(), Direction.UP, 3);
        up(recorded, 3);
        answerOfVtn("<x/>");
        for (int index = 0; index < fresh.size(); index++) {
            receiver.alert(
                    DemoFiles.METER_1, old.get(Math.min(index, old.size() - 1)).text());
            receiver.alert(DemoFiles.METER_1, fresh.get(index).text());
            receiver.alert(DemoFiles.METER_1, old.get(0).text());
        }
        fresh.forEach(fragment -> receiver.alert(DemoFiles.METER_1, fragment.text()));

        assertThat(bench.asked).hasSize(1);
        assertThat(bench.store.load(Bench.KEY).received().highestAccepted())
                .isEqualTo(real.header().counter());
    }

    @Test
    void whatAnotherNodeHasALinkForIsLeftToIt() {
        GatewayStore other = otherNodeGreets();
        bench.urgent("events");
        pass(LATE.minusSeconds(90));
        other.alive();
        SignedMessage request = bench.pen.openAdr(REQUEST);
        up(request, 0);
        for (int minute = 0; minute < 10; minute++) {
            other.alive();
            pass(Duration.ofSeconds(50));
        }

        assertThat(bench.asked).isEmpty();
        assertThat(channel.written).isEmpty();
        assertThat(state(1)).isEqualTo(PayloadState.QUEUED);
        assertThat(bench.store.load(Bench.KEY).epoch()).isEqualTo(1);
    }

    /** With many of them ahead the CEMs of this node would wait for ever. */
    @Test
    void theCemsOfAnotherNodeThatLivesTakeNoPlaceOfOurs() {
        bench.withSecondCem().around(OtherStore.with(new OtherStore.At() {
            @Override
            public void before(String method) {
                if (method.equals("claim")) {
                    claims++;
                }
            }
        }));
        assemble(policy(Optional.empty(), 10, 1));
        GatewayStore other = otherNodeGreets();
        bench.urgent("of the other node");
        bench.urgent(OTHER, "events", "ours", true);
        for (int minute = 0; minute < 5; minute++) {
            other.alive();
            pass(Duration.ofSeconds(50));
        }

        assertThat(channel.meters).containsOnly(DemoFiles.METER_2);
        assertThat(bodies()).containsExactly("ours");
        assertThat(claims).as("only what is ours is asked for").isEqualTo(1);
    }

    @Test
    void theCemsOfANodeThatDiedAreTakenOver() {
        otherNodeGreets();
        bench.urgent("events");
        pass(LATE.plus(LONG));

        assertThat(bodies()).containsExactly("events");
        assertThat(bench.store.load(Bench.KEY).epoch()).isEqualTo(2);
    }

    @Test
    void aNodeWhoseLinkIsGoneLetsAnotherTakeAlertsAndSendsItself() {
        GatewayStore other = otherNodeGreets();
        other.release(Bench.KEY, 1);
        bench.urgent("events");
        for (int minute = 0; minute < 5; minute++) {
            other.alive();
            pass(Duration.ofSeconds(50));
        }
        assertThat(channel.written).isEmpty();
        up(bench.pen.openAdr(REQUEST), 0);

        assertThat(bench.asked).hasSize(1);
        assertThat(bench.store.load(Bench.KEY).epoch()).isEqualTo(2);
    }

    @Test
    void whatTheStoreFailsOnWhileItIsPutIntoTheTunnelGivesItsPlaceBackAndGoesLater() {
        failingAt("tunnelId");
        assemble(policy(Optional.empty(), 10, 1));
        bench.urgent("events");
        pass(LATE);
        assertThat(fallback.underWay()).isZero();
        assertThat(channel.written).isEmpty();
        assertThat(bench.counterpart().counts().routes().sentBy2a()).isZero();
        broken.clear();
        pass(LONG);

        assertThat(bodies()).containsExactly("events");
        assertThat(bench.counterpart().counts().routes().sentBy2a()).isEqualTo(1);
    }

    /** From the next assembly on, while {@code broken} names it. */
    private void failingAt(String method) {
        broken.add(method);
        bench.around(OtherStore.with(new OtherStore.At() {
            @Override
            public void before(String called) {
                if (broken.contains(called)) {
                    throw new StoreException("the test breaks " + called, new IllegalStateException());
                }
            }
        }));
    }

    @Test
    void aNodeThatFellWithALinkLetsAnotherTakeAlertsOnceItIsBack() {
        welcomed(new FakeSocket());
        assemble();

        assertThat(bench.store.as("other").claim(Bench.KEY, Claim.TAKE)).isPresent();
    }

    /** The store knows of a link that this node knows nothing of. */
    @Test
    void aSessionWhoseBeginWasStoredAlthoughTheStoreFailedIsReleased() {
        bench.around(OtherStore.with(new OtherStore.At() {
            @Override
            public void after(String called) {
                if (called.equals("greet")) {
                    throw new StoreException("the test breaks " + called, new IllegalStateException());
                }
            }
        }));
        assemble();
        GatewayStore other = bench.store.as("other");
        Reconcile reconcile = bench.delivery.reconcile();
        pass(LONG);
        welcomed(new FakeSocket());
        assertThat(other.claim(Bench.KEY, Claim.TAKE)).isEmpty();
        pass(LONG);
        reconcile.close();

        assertThat(bench.counterpart().link()).isEmpty();
        assertThat(other.claim(Bench.KEY, Claim.TAKE)).isPresent();
    }

    private GatewayStore otherNodeGreets() {
        GatewayStore other = bench.store.as("other");
        other.alive();
        other.greet(Bench.KEY, new Greeting(bench.pen.next(), 0, 0, 1, bench.signer(), Octets.ofHex("3000")));
        return other;
    }

    private void answerOfVtn(String body) {
        bench.asked.remove().answer().complete(new VtnAnswer(200, Optional.empty(), Octets.ofText(body)));
    }

    /** What does not deflate to nothing. */
    private static String noise(int characters) {
        return new Random(1)
                .ints(characters, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
