package uk.route2b.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.server.configuration.DeliveryLimits;
import uk.route2b.server.link.FakeSocket;
import uk.route2b.server.link.LinkConnection;
import uk.route2b.server.link.LinkRig;
import uk.route2b.server.store.AcceptedMessage;
import uk.route2b.server.store.DoubtSpan;
import uk.route2b.server.store.GatewayStore;
import uk.route2b.server.store.StoreException;
import uk.route2b.server.testing.Bench;
import uk.route2b.server.testing.CemPen;
import uk.route2b.server.testing.OtherStore;
import uk.route2b.server.vtn.VtnAnswer;

/** What a CEM sends of its own accord: begun once, answered once, bounded, and told the truth. */
class InboxTest {
    private static final String POLL = """
            <oadr:oadrPayload xmlns:oadr="http://openadr.org/oadr-2.0b/2012/07"\
             xmlns:ei="http://docs.oasis-open.org/ns/energyinterop/201110"><oadr:oadrSignedObject>\
            <oadr:oadrPoll><ei:venID>%s</ei:venID></oadr:oadrPoll></oadr:oadrSignedObject></oadr:oadrPayload>""";
    private static final VtnAnswer ANSWER = new VtnAnswer(200, Optional.empty(), Octets.ofText("<answer/>"));

    private Bench bench = new Bench();
    private LinkRig rig = new LinkRig(bench);
    private final FakeSocket socket = new FakeSocket();

    private void use(Bench other) {
        bench = other;
        rig = new LinkRig(other);
    }

    private LinkConnection welcomed(FakeSocket over) {
        LinkConnection link = rig.upgraded(over);
        LinkRig.receive(link, rig.hello(1));
        return link;
    }

    private SignedMessage poll(String ven) {
        return bench.pen.openAdr(OpenAdrExchange.of(Octets.ofText(POLL.formatted(ven))));
    }

    @Test
    void aSecondAnswerIsNeverSentTheStoredOneIs() {
        LinkConnection link = welcomed(socket);
        SignedMessage poll = poll("VEN_1");
        LinkRig.receive(link, poll);
        SignedMessage other = CemPen.read(bench.counterpart()
                .ledger()
                .sign(poll, Receipt.of(poll, ReceiptStatus.IN_DOUBT, "restart").content())
                .octets());
        assertThat(bench.store.answer(Bench.KEY, poll.header().counter(), other.octets()))
                .isTrue();
        bench.asked.remove().answer().complete(ANSWER);

        assertThat(socket.last().octets()).isEqualTo(other.octets());
    }

    @Test
    void aRepeatOfWhatAnotherNodeHasBegunIsAnsweredOnceThatNodeHasStoredTheAnswer() {
        bench.delivery.reconcile();
        SignedMessage poll = poll("VEN_1");
        FakeSocket first = new FakeSocket();
        welcomed(first);
        long epoch = bench.store.load(Bench.KEY).epoch();
        bench.store.accept(Bench.KEY, epoch, AcceptedMessage.of(poll, bench.timers.millis()));
        LinkConnection link = welcomed(socket);
        LinkRig.receive(link, poll);
        LinkRig.receive(link, poll);
        bench.timers.pass(Duration.ofSeconds(6));
        assertThat(socket.messages()).hasSize(1);
        Octets answer = bench.counterpart()
                .ledger()
                .sign(poll, Receipt.of(poll, ReceiptStatus.IN_DOUBT, "restart").content())
                .octets();
        bench.store.answer(Bench.KEY, poll.header().counter(), answer);
        bench.timers.pass(Duration.ofSeconds(12));

        assertThat(socket.messages()).hasSize(2);
        assertThat(socket.last().octets()).isEqualTo(answer);
        assertThat(bench.asked).isEmpty();
    }

    @Test
    void whatANodeBeganThatIsLostIsInDoubtAfterTenMinutesAndTheCemHearsOfIt() {
        bench.delivery.reconcile();
        SignedMessage poll = poll("VEN_1");
        long epoch = bench.store.load(Bench.KEY).epoch();
        GatewayStore lost = bench.store.as("a node that is lost");
        lost.alive();
        lost.accept(Bench.KEY, epoch, AcceptedMessage.of(poll, bench.timers.millis()));
        LinkConnection link = welcomed(socket);
        LinkRig.receive(link, poll);
        bench.timers.pass(Duration.ofMinutes(9));
        assertThat(socket.messages()).hasSize(1);

        bench.timers.pass(Duration.ofMinutes(2));
        assertThat(socket.messages()).hasSize(2);
        assertThat(CemPen.receiptIn(socket.last()).status()).isEqualTo(ReceiptStatus.IN_DOUBT);
        assertThat(CemPen.receiptIn(socket.last()).detail()).isEqualTo("node-lost");
        assertThat(bench.asked).isEmpty();
    }

    /** Its commit was done and said that it had failed; the CEM asks elsewhere from then on. */
    @Test
    void whatThisNodeMayHaveBegunAndIsNotAskedForAgainHereIsInDoubtAfterTenMinutes() {
        bench.around(OtherStore.with(new OtherStore.At() {
                    private boolean failed;

                    @Override
                    public void after(String method) {
                        if (method.equals("accept") && !failed) {
                            failed = true;
                            throw new StoreException("broken", "wait", new IllegalStateException("at the commit"));
                        }
                    }
                }))
                .restart();
        bench.delivery.reconcile();
        SignedMessage poll = poll("VEN_1");
        LinkRig.receive(welcomed(socket), poll);
        long counter = poll.header().counter();
        assertThat(socket.code()).isEqualTo(CloseCode.TRY_AGAIN_LATER.number());
        bench.timers.pass(Duration.ofMinutes(9));
        assertThat(bench.store.answer(Bench.KEY, counter)).isEmpty();

        bench.timers.pass(Duration.ofMinutes(2));
        Octets answer = bench.store.answer(Bench.KEY, counter).orElseThrow();
        assertThat(CemPen.receiptIn(CemPen.read(answer)).status()).isEqualTo(ReceiptStatus.IN_DOUBT);
        assertThat(CemPen.receiptIn(CemPen.read(answer)).detail()).isEqualTo("store-failed");
        assertThat(bench.asked).isEmpty();
    }

    /** By 2a an answer needs a message id of the tunnel, which is stored. */
    @Test
    void anAnswerThatIsStoredAndNotSentCostsNoRoomAndIsNotGivenBackTwice() {
        welcomed(socket);
        SignedMessage poll = poll("VEN_1");
        bench.inbox.accept(bench.counterpart(), poll, PrivateMessageCode.OPENADR, signed -> {
            throw new StoreException("broken", "wait", new IllegalStateException("no message id"));
        });
        assertThat(bench.counterpart().uplinkRoom().octets()).isPositive();
        bench.asked.remove().answer().complete(ANSWER);
        assertThat(bench.store.answer(Bench.KEY, poll.header().counter())).isPresent();
        bench.timers.pass(Duration.ofMinutes(1));
        assertThat(bench.counterpart().uplinkRoom().octets()).isZero();
    }

    @Test
    void whatANodeThatLivesHasBegunIsLeftToIt() {
        bench.delivery.reconcile();
        SignedMessage poll = poll("VEN_1");
        GatewayStore other = bench.store.as("a node that lives");
        other.accept(Bench.KEY, bench.store.load(Bench.KEY).epoch(), AcceptedMessage.of(poll, bench.timers.millis()));
        LinkConnection link = welcomed(socket);
        LinkRig.receive(link, poll);
        for (int minute = 0; minute < 30; minute++) {
            other.alive();
            bench.timers.pass(Duration.ofMinutes(1));
        }
        assertThat(socket.messages()).hasSize(1);
    }

    @Test
    void afterARestoreWhatMayHaveBeenBegunIsInDoubtAndWhatIsNewIsForwarded() {
        SignedMessage old = poll("VEN_1");
        long now = bench.timers.millis();
        bench.store.restored(new DoubtSpan(now - 1000, now));
        bench.restart();
        LinkConnection link = welcomed(socket);
        LinkRig.receive(link, old);
        assertThat(bench.asked).isEmpty();
        assertThat(CemPen.receiptIn(socket.last()).status()).isEqualTo(ReceiptStatus.IN_DOUBT);
        assertThat(CemPen.receiptIn(socket.last()).detail()).isEqualTo("restored");
        LinkRig.receive(link, old);
        assertThat(socket.messages().get(2).octets())
                .isEqualTo(socket.messages().get(1).octets());
        LinkRig.receive(link, poll("VEN_1"));

        assertThat(bench.asked).hasSize(1);
    }

    @Test
    void theStepsOfARequestAreToldInTheirOrder() {
        LinkConnection link = welcomed(socket);
        bench.steps.clear();
        LinkRig.receive(link, poll("VEN_1"));
        bench.asked.remove().answer().complete(ANSWER);

        assertThat(bench.steps)
                .extracting(Bench.Walked::step)
                .containsExactly(
                        Step.UP_1_TAKEN,
                        Step.UP_2_BEGUN,
                        Step.UP_3_FORWARDED,
                        Step.UP_4_VTN_ANSWERED,
                        Step.UP_5_ANSWER_STORED,
                        Step.UP_6_ANSWER_SENT);
    }

    @Test
    void aVtnThatHangsHoldsUpItsOwnVenAndNoOther() {
        use(new Bench("VEN_A", "VEN_B"));
        LinkConnection link = welcomed(socket);
        List<String> order = new ArrayList<>();
        for (int count = 0; count < 3; count++) {
            LinkRig.receive(link, poll("VEN_A"));
            LinkRig.receive(link, poll("VEN_B"));
        }
        for (int count = 0; count < 4; count++) {
            Bench.Asked asked = bench.asked.remove();
            order.add(asked.request().ven());
            if (asked.request().ven().equals("VEN_B")) {
                asked.answer().complete(ANSWER);
            }
        }

        assertThat(order).containsExactly("VEN_A", "VEN_B", "VEN_B", "VEN_B");
        assertThat(socket.messages()).hasSize(4);
        assertThat(bench.asked).isEmpty();
    }

    @Test
    void whileMuchOfACemIsUnderWayItIsNotReadAndThenItIs() {
        bench.limiting(new DeliveryLimits(10, 70_000, 70_000, 65_536 + 500, 1_000_000, Duration.ofSeconds(5)))
                .restart();
        LinkConnection link = welcomed(socket);
        AtomicInteger demanded = new AtomicInteger();
        link.received(poll("VEN_1").octets(), demanded::incrementAndGet);
        assertThat(demanded).hasValue(1);
        link.received(poll("VEN_1").octets(), demanded::incrementAndGet);
        assertThat(demanded).hasValue(1);
        bench.asked.remove().answer().complete(ANSWER);

        assertThat(demanded).hasValue(2);
        assertThat(socket.code()).isZero();
    }

    @Test
    void aPeerThatDoesNotReadIsNotReadEither() {
        LinkConnection link = welcomed(socket);
        socket.slowDown();
        AtomicInteger demanded = new AtomicInteger();
        link.received(poll("VEN_1").octets(), demanded::incrementAndGet);
        assertThat(demanded).hasValue(0);
        socket.drain();

        assertThat(demanded).hasValue(1);
    }

    @Test
    void aLinkThatCloseWhileItIsHeldIsReadToItsEnd() {
        LinkConnection link = welcomed(socket);
        socket.slowDown();
        AtomicInteger demanded = new AtomicInteger();
        link.received(poll("VEN_1").octets(), demanded::incrementAndGet);
        link.close(CloseCode.DRAINING, "draining");

        assertThat(demanded).hasValue(1);
        socket.drain();
        assertThat(demanded).hasValue(1);
    }

    @Test
    void aboveTheBoundOfAllCemsTheLinkIsAskedToComeBackAndNothingIsStored() {
        SignedMessage first = poll("VEN_1");
        int size = first.octets().size();
        bench.limiting(new DeliveryLimits(10, 70_000, 70_000, 1_000_000, size + 10, Duration.ofSeconds(5)))
                .restart();
        LinkConnection link = welcomed(socket);
        LinkRig.receive(link, first);
        SignedMessage second = poll("VEN_1");
        LinkRig.receive(link, second);
        assertThat(socket.code()).isEqualTo(CloseCode.TRY_AGAIN_LATER.number());
        assertThat(socket.reason()).isEqualTo("request-octets");
        assertThat(bench.store.begun()).hasSize(1);
        bench.asked.remove().answer().complete(ANSWER);
        FakeSocket again = new FakeSocket();
        LinkRig.receive(welcomed(again), second);

        assertThat(bench.asked).hasSize(1);
        assertThat(bench.delivery.requestOctets()).isEqualTo(size);
    }
}
