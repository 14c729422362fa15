package uk.route2b.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.server.audit.Audit;
import uk.route2b.server.audit.Ruling;
import uk.route2b.server.audit.Verdict;
import uk.route2b.server.checks.Checks;
import uk.route2b.server.checks.dispatch.DispatchGuard;
import uk.route2b.server.configuration.Breach;
import uk.route2b.server.configuration.DeliveryLimits;
import uk.route2b.server.configuration.DispatchCap;
import uk.route2b.server.link.FakeSocket;
import uk.route2b.server.link.LinkConnection;
import uk.route2b.server.link.LinkRig;
import uk.route2b.server.operator.HeldMessagePages;
import uk.route2b.server.operator.QuarantinePages;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.PayloadRecord;
import uk.route2b.server.store.PayloadState;
import uk.route2b.server.testing.Bench;
import uk.route2b.server.testing.CemPen;
import uk.route2b.server.testing.DemoFiles;
import uk.route2b.server.vtn.EventLoads;
import uk.route2b.server.vtn.VtnAnswer;

/** What goes beyond the fleet-wide cap is held before it is signed, whatever brings it, until somebody decides. */
class DispatchHoldTest {
    private static final CemKey OTHER = new CemKey(DemoFiles.DSRSP, DemoFiles.CEM_2);

    private final Bench bench = new Bench().withSecondCem();
    private final LinkRig rig = new LinkRig(bench);
    private final List<Verdict> verdicts = new ArrayList<>();
    private DispatchGuard guard = guard(Breach.QUARANTINE);

    /** One CEM may change at a time, and another one does already. */
    @BeforeEach
    void anotherHomeChangesNow() {
        start();
        guard.move(OTHER);
    }

    private DispatchGuard guard(Breach breach) {
        return new DispatchGuard(
                bench.store, new DispatchCap(1, 1, breach), dsrsp -> 2, new EventLoads(), bench.timers);
    }

    private Audit audit() {
        return new Audit() {
            @Override
            public void note(Verdict verdict) {
                verdicts.add(verdict);
            }

            @Override
            public void stranger(String reason, String peer) {
                throw new AssertionError("nobody here is a stranger");
            }
        };
    }

    private void start() {
        bench.checking(new Checks(audit(), Optional.of(guard))).restart();
    }

    private String list(String id) {
        return "<oadrDistributeEvent xmlns=\"http://openadr.org/oadr-2.0b/2012/07\"><eiEvent><eventDescriptor><eventID>"
                + id
                + "</eventID></eventDescriptor><eiActivePeriod><properties><dtstart><date-time>"
                + bench.timers.instant()
                + "</date-time></dtstart><duration><duration>PT1H</duration></duration></properties></eiActivePeriod>"
                + "</eiEvent></oadrDistributeEvent>";
    }

    private static List<SignedMessage> payloads(FakeSocket socket) {
        return socket.messages().stream()
                .filter(message -> CemPen.code(message).equals(Optional.of(PrivateMessageCode.OPENADR)))
                .toList();
    }

    private PayloadRecord held() {
        List<PayloadRecord> held = bench.store.held(Long.MAX_VALUE, 10);
        assertThat(held).hasSize(1);
        return held.get(0);
    }

    @Test
    void aPushIsHeldAndToldAndWhatComesAfterItGoes() {
        FakeSocket socket = rig.welcomed(1);
        CompletableFuture<PushVerdict> told = bench.push("VEN_1", "events", list("e"), true);
        bench.offer("VEN_1", "other", "<other/>", false);

        assertThat(told).isCompleted();
        assertThat(told.join().outcome()).isEqualTo(new PushOutcome.Failed(PayloadState.HELD, DispatchGuard.CAP));
        assertThat(payloads(socket)).hasSize(1);
        assertThat(verdicts)
                .anyMatch(verdict -> verdict.ruling() == Ruling.HELD
                        && verdict.reason().equals(DispatchGuard.CAP)
                        && verdict.facts().getOrDefault("detail", "").contains("2 CEMs"));
    }

    @Test
    void anOperatorLetsItGoLateAndTheAuditSaysWho() {
        FakeSocket socket = rig.welcomed(1);
        bench.offer("VEN_1", "events", list("e"), true);
        long number = held().number();
        QuarantinePages pages = pages();
        assertThat(pages.page(Long.MAX_VALUE).held())
                .singleElement()
                .satisfies(held -> assertThat(held.reason()).isEqualTo(DispatchGuard.CAP));

        assertThat(pages.decide(number, true, "alice")).isPresent();
        assertThat(pages.decide(number, true, "alice")).isEmpty();
        bench.delivery.reconcile();
        bench.timers.pass(Duration.ofSeconds(6));

        assertThat(payloads(socket)).hasSize(1);
        assertThat(bench.store.payload(number).orElseThrow().state()).isEqualTo(PayloadState.SENT);
        assertThat(verdicts)
                .anyMatch(verdict -> verdict.reason().equals("released")
                        && "alice".equals(verdict.facts().get("by")));
    }

    private QuarantinePages pages() {
        return new QuarantinePages(
                bench.store,
                audit(),
                List::of,
                new HeldMessagePages(bench.store, bench.delivery.heldRequests(), audit()));
    }

    @Test
    void whatAnOperatorDropsNeverGoes() {
        FakeSocket socket = rig.welcomed(1);
        bench.offer("VEN_1", "events", list("e"), true);
        long number = held().number();

        assertThat(pages().decide(number, false, "bob")).isPresent();
        bench.delivery.reconcile();
        bench.timers.pass(Duration.ofSeconds(6));

        assertThat(payloads(socket)).isEmpty();
        assertThat(bench.store.payload(number).orElseThrow().reason()).isEqualTo("dropped");
    }

    /** Or the old list could be let go after the new one, and undo it. */
    @Test
    void aNewerListTakesThePlaceOfOneThatIsHeld() {
        rig.welcomed(1);
        bench.offer("VEN_1", "events", list("e"), true);
        long first = held().number();
        bench.offer("VEN_1", "events", list("f"), true);

        assertThat(held().number()).isNotEqualTo(first);
        assertThat(bench.store.payload(first).orElseThrow().state()).isEqualTo(PayloadState.SUPERSEDED);
        assertThat(bench.store.release(first)).isFalse();
    }

    /** By route 2a the same is asked before it is signed. */
    @Test
    void withoutALinkItIsHeldAsWell() {
        LinkConnection link = rig.upgraded(new FakeSocket());
        LinkRig.receive(link, rig.hello(1));
        link.closed(1006, "");
        bench.timers.pass(Duration.ofMinutes(3));
        bench.urgent(Bench.KEY, "events", list("e"), true);
        Fallback fallback = bench.delivery.fallback((counterpart, message, wanted, ended) -> {
            throw new AssertionError("nothing may go");
        });
        bench.timers.pass(Duration.ofMinutes(1));
        fallback.close();

        assertThat(held().reason()).isEqualTo(DispatchGuard.CAP);
    }

    /** The VEN polls, and the VTN's answer is a list. */
    @Test
    void anAnswerThatIsAListIsHeldAndTheCemIsToldSo() throws Exception {
        FakeSocket socket = rig.welcomed(1);
        bench.inbox.accept(
                bench.counterpart(),
                bench.pen.alert(
                        PrivateMessageCode.OPENADR,
                        OpenAdrExchange.of(Octets.ofText("<oadrPoll xmlns=\"http://openadr.org/oadr-2.0b/2012/07\"/>"))
                                .forLink(),
                        bench.pen.next()),
                PrivateMessageCode.OPENADR,
                bench.counterpart()::sendByLink);
        bench.asked.getFirst().answer().complete(new VtnAnswer(200, Optional.empty(), Octets.ofText(list("e"))));

        Receipt receipt =
                Receipt.read(Content.read(payloads(socket).get(0).content()).body());
        assertThat(receipt.status()).isEqualTo(ReceiptStatus.HELD);
        assertThat(receipt.detail()).isEqualTo(DispatchGuard.CAP);
        assertThat(held().bodyOctets()).isEqualTo(list("e").length());
    }

    /** Its VTN takes it for delivered, and no operator can release what is not there. */
    @Test
    void anAnswerThatCannotBeKeptIsRefusedAndToldAndCounted() throws Exception {
        DeliveryLimits usual = DeliveryLimits.DEFAULT;
        bench.limiting(new DeliveryLimits(
                        1,
                        usual.queuedOctets(),
                        usual.queuedOctetsInAll(),
                        usual.requestOctets(),
                        usual.requestOctetsInAll(),
                        usual.reconcile()))
                .restart();
        FakeSocket socket = rig.welcomed(1);
        bench.offer("VEN_1", "other events", list("d"), true);
        assertThat(held().reason()).isEqualTo(DispatchGuard.CAP);
        ask();
        bench.asked.getFirst().answer().complete(new VtnAnswer(200, Optional.empty(), Octets.ofText(list("e"))));

        Receipt receipt =
                Receipt.read(Content.read(payloads(socket).get(0).content()).body());
        assertThat(receipt.status()).isEqualTo(ReceiptStatus.REFUSED);
        assertThat(receipt.detail()).isEqualTo("queue-payloads");
        assertThat(verdicts)
                .anyMatch(verdict -> verdict.ruling() == Ruling.REFUSED
                        && verdict.reason().equals("queue-payloads")
                        && DispatchGuard.CAP.equals(verdict.facts().get("held")));
        assertThat(bench.counterpart().counts().refusals()).containsEntry("queue-payloads", 1L);
    }

    private void ask() {
        bench.inbox.accept(
                bench.counterpart(),
                bench.pen.alert(
                        PrivateMessageCode.OPENADR,
                        OpenAdrExchange.of(Octets.ofText("<oadrPoll xmlns=\"http://openadr.org/oadr-2.0b/2012/07\"/>"))
                                .forLink(),
                        bench.pen.next()),
                PrivateMessageCode.OPENADR,
                bench.counterpart()::sendByLink);
    }

    /** A VTN that answers with what only VENs send, or with what no parser should see. */
    @Test
    void anAnswerThatIsNoneOfAVtnIsRefused() throws Exception {
        FakeSocket socket = rig.welcomed(1);
        List<String> reasons = new ArrayList<>();
        for (String answer : List.of(
                "<oadrCreateOpt xmlns=\"http://openadr.org/oadr-2.0b/2012/07\"/>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>",
                "<a>".repeat(100))) {
            bench.inbox.accept(
                    bench.counterpart(),
                    bench.pen.alert(
                            PrivateMessageCode.OPENADR,
                            OpenAdrExchange.of(
                                            Octets.ofText("<oadrPoll xmlns=\"http://openadr.org/oadr-2.0b/2012/07\"/>"))
                                    .forLink(),
                            bench.pen.next()),
                    PrivateMessageCode.OPENADR,
                    bench.counterpart()::sendByLink);
            bench.asked.removeFirst().answer().complete(new VtnAnswer(200, Optional.empty(), Octets.ofText(answer)));
            Receipt receipt = Receipt.read(Content.read(
                            payloads(socket).get(payloads(socket).size() - 1).content())
                    .body());
            assertThat(receipt.status()).isEqualTo(ReceiptStatus.REFUSED);
            reasons.add(receipt.detail());
        }

        assertThat(reasons).containsExactly("direction", "doctype", "xml-limit");
    }

    @Test
    void aBreachMayCloseTheLink() {
        guard = guard(Breach.CLOSE);
        start();
        FakeSocket socket = rig.welcomed(1);
        bench.offer("VEN_1", "events", list("e"), true);

        assertThat(socket.code()).isEqualTo(4005);
        assertThat(held().reason()).isEqualTo(DispatchGuard.CAP);
    }

    /** It waits and is asked for again: nothing is lost by it. */
    @Test
    void anotherLinkConfigurationWaitsUntilThereIsRoom() {
        bench.offering(2).restart();
        FakeSocket socket = rig.welcomed(1);
        assertThat(configurations(socket)).isZero();
        assertThat(bench.desk.waiting()).containsExactly(Bench.KEY);

        bench.timers.pass(Duration.ofMinutes(11));
        assertThat(bench.desk.due(bench.counterpart())).isPresent();
        assertThat(bench.desk.waiting()).isEmpty();
    }

    /** A home that has none yet is not moved by its first. */
    @Test
    void aFirstLinkConfigurationIsNoMove() {
        assertThat(configurations(rig.welcomed(0))).isEqualTo(1);
    }

    private static long configurations(FakeSocket socket) {
        return socket.messages().stream()
                .filter(message -> CemPen.code(message).equals(Optional.of(PrivateMessageCode.LINK_CONFIGURATION)))
                .count();
    }
}
