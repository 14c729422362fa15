package uk.route2b.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.audit.Check;
import uk.route2b.server.audit.Ruling;
import uk.route2b.server.audit.Verdict;
import uk.route2b.server.checks.Checks;
import uk.route2b.server.checks.anomaly.Anomalies;
import uk.route2b.server.configuration.AnomalyLimits;
import uk.route2b.server.configuration.Breach;
import uk.route2b.server.configuration.DeliveryLimits;
import uk.route2b.server.configuration.Threshold;
import uk.route2b.server.link.FakeSocket;
import uk.route2b.server.link.LinkConnection;
import uk.route2b.server.link.LinkRig;
import uk.route2b.server.operator.HeldMessagePages;
import uk.route2b.server.operator.HeldMessagePages.Held;
import uk.route2b.server.operator.QuarantinePages;
import uk.route2b.server.operator.QuarantinePages.Decided;
import uk.route2b.server.register.CemStatus;
import uk.route2b.server.testing.Bench;
import uk.route2b.server.testing.CemPen;
import uk.route2b.server.testing.NotedAudit;
import uk.route2b.server.vtn.VtnAnswer;

/** What becomes of a request that was held above a threshold, from the CEM to the VTN and to the operator. */
class HeldRequestsTest {
    private static final String NAMESPACE = " xmlns=\"http://openadr.org/oadr-2.0b/2012/07\"";
    private static final String STATEMENT = "oadrCreatedEvent";

    private final Bench bench = new Bench();
    private final LinkRig rig = new LinkRig(bench);
    private final NotedAudit audit = new NotedAudit();
    private FakeSocket socket = new FakeSocket();
    private LinkConnection link = rig.upgraded(socket);

    /** All that goes up is held. */
    private void start() {
        Threshold all = new Threshold(false, "up", "any", 0, Long.MAX_VALUE, Breach.QUARANTINE);
        Anomalies anomalies =
                new Anomalies(new AnomalyLimits(Duration.ofMinutes(10), false, List.of(all)), audit, bench.timers);
        bench.checking(new Checks(audit, Optional.empty(), Optional.of(anomalies), Optional.empty()));
        restart();
    }

    private void restart() {
        bench.restart();
        socket = new FakeSocket();
        link = rig.upgraded(socket);
        LinkRig.receive(link, rig.hello(1));
    }

    private SignedMessage sent(String element) {
        SignedMessage request = bench.pen.openAdr(xml(element));
        LinkRig.receive(link, request);
        return request;
    }

    private static String xml(String element) {
        return "<" + element + NAMESPACE + "/>";
    }

    private QuarantinePages pages() {
        return new QuarantinePages(
                bench.store, audit, List::of, new HeldMessagePages(bench.store, bench.delivery.heldRequests(), audit));
    }

    private List<Held> listed() {
        return pages().up().page(Long.MAX_VALUE).held();
    }

    private HeldMessagePages.Ordered decide(Held held, boolean release) {
        return pages().up().decide(Long.parseLong(held.number()), release, "alice");
    }

    private void vtnAnswers(int status) {
        bench.asked
                .remove()
                .answer()
                .complete(new VtnAnswer(status, Optional.empty(), Octets.ofText("<oadrResponse/>")));
    }

    /** Of what operators ordered, in its order. */
    private List<Verdict> orders() {
        return audit.verdicts().stream()
                .filter(verdict -> verdict.check() == Check.OPERATOR)
                .toList();
    }

    @Test
    void itIsListedAndReleasedToTheVtnOnce() {
        start();
        SignedMessage request = sent(STATEMENT);
        SignedMessage told = socket.last();
        Receipt receipt = CemPen.receiptIn(told);
        assertThat(receipt.status()).isEqualTo(ReceiptStatus.HELD);
        assertThat(bench.asked).isEmpty();
        Held held = listed().get(0);
        assertThat(held.kind()).isEqualTo(STATEMENT);
        assertThat(held.counter()).isEqualTo(request.header().counterText());
        assertThat(held.digest()).isEqualTo(request.digest().hex());
        assertThat(held.octets()).isEqualTo(request.octets().size());
        assertThat(held.releasable()).isTrue();
        assertThat(pages().page(Long.MAX_VALUE).heldUp()).isEqualTo(1);

        assertThat(decide(held, true).decided()).contains(new Decided(held.number(), "released", "alice"));
        assertThat(decide(held, true)).isEqualTo(new HeldMessagePages.Ordered(Optional.empty(), ""));
        assertThat(decide(held, false).decided()).isEmpty();

        assertThat(bench.asked).hasSize(1);
        assertThat(bench.asked.peek().request().body().text()).isEqualTo(xml(STATEMENT));
        assertThat(bench.asked.peek().request().ven()).isEqualTo("VEN_1");
        vtnAnswers(200);
        assertThat(bench.asked).isEmpty();
        assertThat(pages().page(Long.MAX_VALUE).heldUp()).isZero();
        // Nothing more is said to the CEM, and when it asks again it is what it was told.
        assertThat(socket.last()).isEqualTo(told);
        LinkRig.receive(link, request);
        assertThat(socket.last().octets()).isEqualTo(told.octets());
    }

    /** The audit says who before the VTN hears of it, and afterwards what it answered. */
    @Test
    void theAuditSaysWhoAndWhatTheVtnAnswered() {
        start();
        SignedMessage request = sent(STATEMENT);
        decide(listed().get(0), true);

        assertThat(orders())
                .singleElement()
                .satisfies(order -> assertThat(order.facts())
                        .containsAllEntriesOf(Map.of(
                                "by",
                                "alice",
                                "counter",
                                request.header().counterText(),
                                "digest",
                                request.digest().hex(),
                                "message",
                                STATEMENT,
                                "held",
                                "threshold",
                                "direction",
                                "up",
                                "cem",
                                Bench.KEY.cem().toString())));
        assertThat(orders().get(0).reason()).isEqualTo("released");

        vtnAnswers(463);
        assertThat(orders()).hasSize(2);
        assertThat(orders().get(1).reason()).isEqualTo("forwarded");
        assertThat(orders().get(1).facts()).containsEntry("status", "463");
        assertThat(orders().get(1).facts())
                .containsEntry("counter", request.header().counterText());
    }

    @Test
    void itWaitsForWhatIsUnderWayOfItsVen() {
        start();
        sent("oadrCreateOpt");
        sent(STATEMENT);
        List<Held> both = listed();
        decide(both.get(1), true);
        decide(both.get(0), true);

        assertThat(bench.asked).hasSize(1);
        vtnAnswers(200);
        assertThat(bench.asked.peek().request().body().text()).isEqualTo(xml(STATEMENT));
        vtnAnswers(200);
        assertThat(bench.counterpart().requestOctets()).isZero();
    }

    @Test
    void whatIsDroppedNeverGoes() {
        start();
        sent(STATEMENT);
        Held held = listed().get(0);

        assertThat(decide(held, false).decided()).contains(new Decided(held.number(), "dropped", "alice"));
        assertThat(decide(held, true).decided()).isEmpty();
        assertThat(bench.asked).isEmpty();
        assertThat(listed()).isEmpty();
        assertThat(orders()).singleElement().satisfies(order -> {
            assertThat(order.reason()).isEqualTo("dropped");
            assertThat(order.facts()).containsEntry("by", "alice");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oadrPoll",
                "oadrRequestEvent",
                "oadrQueryRegistration",
                "oadrCreatePartyRegistration",
                "oadrRegisterReport"
            })
    void whatAsksForSomethingStaysHeldAndCanBeDropped(String element) {
        start();
        sent(element);
        Held held = listed().get(0);
        assertThat(held.releasable()).isFalse();

        assertThat(decide(held, true).stays()).contains("asks again by itself", "dropped");
        assertThat(bench.asked).isEmpty();
        assertThat(orders()).isEmpty();
        assertThat(listed()).containsExactly(held);
        assertThat(decide(held, false).decided()).isPresent();
    }

    @Test
    void aRestartForgetsNothingThatIsHeldAndForwardsNothingThatWasReleased() {
        start();
        sent(STATEMENT);
        sent("oadrCreatedReport");
        decide(listed().get(0), true);
        bench.asked.clear();

        bench.restart();
        bench.delivery.recover();

        assertThat(bench.asked).isEmpty();
        assertThat(listed()).extracting(Held::kind).containsExactly(STATEMENT);
        assertThat(decide(listed().get(0), true).decided()).isPresent();
        assertThat(bench.asked).hasSize(1);
    }

    @Test
    void theStoreHasDecidedBeforeTheVtnHearsOfIt() {
        start();
        sent(STATEMENT);
        Held held = listed().get(0);
        bench.store.fail(true);
        assertThatThrownBy(() -> decide(held, true)).isInstanceOf(RuntimeException.class);
        assertThat(orders()).singleElement().satisfies(order -> {
            assertThat(order.ruling()).isEqualTo(Ruling.REFUSED);
            assertThat(order.facts()).containsEntry("by", "alice").containsEntry("order", "released");
        });
        bench.store.fail(false);
        assertThat(bench.asked).isEmpty();
        bench.delivery
                .heldRequests()
                .release(
                        Long.parseLong(held.number()),
                        decided -> assertThat(bench.asked).isEmpty());
        assertThat(bench.asked).hasSize(1);
        assertThat(bench.store.countHeldMessages()).isZero();
    }

    @Test
    void thatOfACemThatIsNotActiveAnyMoreStaysHeld() {
        start();
        sent(STATEMENT);
        bench.with(CemStatus.SUSPENDED).restart();

        assertThat(decide(listed().get(0), true).stays()).contains("not active");
        assertThat(bench.asked).isEmpty();
        assertThat(listed()).hasSize(1);
    }

    @Test
    void withoutRoomAmongWhatWaitsForVtnsItStaysHeld() {
        start();
        sent(STATEMENT);
        bench.limiting(new DeliveryLimits(10, 70_000, 70_000, 1, 70_000, Duration.ofSeconds(5)))
                .restart();

        assertThat(decide(listed().get(0), true).stays()).contains("try again");
        assertThat(bench.asked).isEmpty();
        assertThat(listed()).hasSize(1);
        assertThat(bench.counterpart().requestOctets()).isZero();
    }

    /** It is read like a new one: by then its VEN may be somebody else's. */
    @Test
    void whatWouldBeRefusedTodayDoesNotGoAndTheAuditSaysSo() {
        start();
        LinkRig.receive(
                link,
                bench.pen.openAdr("<oadrCreatedEvent" + NAMESPACE
                        + "><venID xmlns=\"http://docs.oasis-open.org/ns/energyinterop/201110\">VEN_1</venID>"
                        + "</oadrCreatedEvent>"));
        Bench moved = new Bench("VEN_2");
        moved.checking(new Checks(audit, Optional.empty(), Optional.empty(), Optional.empty()))
                .restart();
        assertThat(bench.store.heldMessages(Long.MAX_VALUE, 1)).hasSize(1);
        HeldRequests elsewhere = new HeldRequests(
                bench.store,
                moved.counterparts,
                request -> {
                    throw new AssertionError("it went");
                },
                new UnderWay(),
                65_536);

        Held held = listed().get(0);
        assertThat(elsewhere.release(Long.parseLong(held.number()), decided -> {}))
                .isEqualTo(new HeldRequests.Outcome.Done());
        assertThat(moved.counterpart().requestOctets()).isZero();
        assertThat(orders()).singleElement().satisfies(order -> {
            assertThat(order.ruling()).isEqualTo(Ruling.REFUSED);
            assertThat(order.reason()).isEqualTo("ven-unknown");
        });
        assertThat(listed()).isEmpty();
    }
}
