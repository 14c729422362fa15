package uk.route2b.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.message.PrivateMessageCode;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.server.audit.Check;
import uk.route2b.server.audit.Ruling;
import uk.route2b.server.checks.Checks;
import uk.route2b.server.checks.anomaly.Anomalies;
import uk.route2b.server.configuration.AnomalyLimits;
import uk.route2b.server.configuration.Breach;
import uk.route2b.server.configuration.Threshold;
import uk.route2b.server.link.FakeSocket;
import uk.route2b.server.link.LinkConnection;
import uk.route2b.server.link.LinkRig;
import uk.route2b.server.store.PayloadRecord;
import uk.route2b.server.store.PayloadState;
import uk.route2b.server.testing.Bench;
import uk.route2b.server.testing.CemPen;
import uk.route2b.server.testing.NotedAudit;
import uk.route2b.server.vtn.VtnAnswer;

/** What is done where traffic is above a threshold: up, down, and with the link itself. */
class ThresholdBreachTest {
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration NEARLY_A_DAY = Duration.ofMinutes(24 * 60 - 10);
    private static final long MANY = Long.MAX_VALUE;
    private static final String POLL = "<oadrPoll xmlns=\"http://openadr.org/oadr-2.0b/2012/07\"/>";

    private final Bench bench = new Bench();
    private final LinkRig rig = new LinkRig(bench);
    private final NotedAudit audit = new NotedAudit();
    private final FakeSocket socket = new FakeSocket();
    private LinkConnection link = rig.upgraded(socket);

    private void linked(String direction, String kind, long count, Breach breach) {
        Threshold threshold = new Threshold(false, direction, kind, count, MANY, breach);
        Anomalies anomalies = new Anomalies(new AnomalyLimits(WINDOW, false, List.of(threshold)), audit, bench.timers);
        bench.checking(new Checks(audit, Optional.empty(), Optional.of(anomalies), Optional.empty()))
                .restart();
        link = rig.upgraded(socket);
        LinkRig.receive(link, rig.hello(1));
    }

    /** Sends a request, lets the VTN answer if it was asked, and returns what the CEM was told. */
    private SignedMessage told(SignedMessage request) {
        LinkRig.receive(link, request);
        Optional.ofNullable(bench.asked.poll())
                .ifPresent(
                        asked -> asked.answer().complete(new VtnAnswer(200, Optional.empty(), Octets.ofText("<x/>"))));
        return socket.last();
    }

    private SignedMessage poll() {
        return bench.pen.openAdr(POLL);
    }

    private static boolean isForwarded(SignedMessage answer) {
        return CemPen.exchangeIn(answer).body().text().equals("<x/>");
    }

    private static void assertHeld(SignedMessage answer) {
        Receipt receipt = CemPen.receiptIn(answer);
        assertThat(receipt.status()).isEqualTo(ReceiptStatus.HELD);
        assertThat(receipt.detail()).isEqualTo("threshold");
    }

    @Test
    void aRequestAboveItIsHeldAndAnsweredForGoodAndTheNextWindowBeginsAnew() {
        linked("up", "oadrPoll", 1, Breach.QUARANTINE);
        assertThat(isForwarded(told(poll()))).isTrue();

        SignedMessage second = poll();
        SignedMessage held = told(second);
        assertHeld(held);
        assertThat(told(second).octets()).isEqualTo(held.octets());
        assertThat(socket.code()).isZero();
        assertThat(audit.verdicts())
                .anyMatch(verdict -> verdict.check() == Check.ANOMALY
                        && verdict.ruling() == Ruling.HELD
                        && second.header().counterText().equals(verdict.facts().get("counter")));

        bench.timers.pass(WINDOW);
        assertThat(isForwarded(told(poll()))).isTrue();
    }

    @Test
    void whereItIsOnlyToldTheRequestGoes() {
        linked("up", "any", 0, Breach.WARN);

        assertThat(isForwarded(told(poll()))).isTrue();
        assertThat(audit.verdicts()).anyMatch(verdict -> verdict.ruling() == Ruling.WARNED);
    }

    @Test
    void aRequestAboveItMayCloseTheLink() {
        linked("up", "any", 0, Breach.CLOSE);
        LinkRig.receive(link, poll());

        assertThat(bench.asked).isEmpty();
        assertThat(bench.store.countHeldMessages()).isEqualTo(1);
        assertThat(socket.code()).isEqualTo(CloseCode.QUARANTINED.number());
        assertThat(socket.reason()).isEqualTo("threshold");
    }

    @Test
    void aPushAboveItWaitsForAnOperatorAndTheVtnIsTold() {
        linked("down", "any", 1, Breach.QUARANTINE);
        bench.offer("VEN_1", "<first/>");
        CompletableFuture<PushVerdict> second = bench.push("VEN_1", "<second/>");

        assertThat(second.join().outcome()).isEqualTo(new PushOutcome.Failed(PayloadState.HELD, "threshold"));
        assertThat(bodies()).containsExactly("<first/>");
        List<PayloadRecord> held = bench.store.held(MANY, 10);
        assertThat(held)
                .singleElement()
                .satisfies(one -> assertThat(one.reason()).isEqualTo("threshold"));

        assertThat(bench.store.release(held.get(0).number())).isTrue();
        bench.delivery.reconcile();
        bench.timers.pass(Duration.ofSeconds(6));
        assertThat(bodies()).containsExactly("<first/>", "<second/>");
    }

    private List<String> bodies() {
        return socket.messages().stream()
                .filter(message -> CemPen.code(message).equals(Optional.of(PrivateMessageCode.OPENADR)))
                .map(message -> CemPen.exchangeIn(message).body().text())
                .toList();
    }

    @Test
    void whoConnectsTooOftenIsClosed() {
        linked("any", Threshold.CONNECT, 1, Breach.CLOSE);
        assertThat(socket.code()).isZero();

        FakeSocket second = rig.welcomed(1);
        assertThat(second.code()).isEqualTo(CloseCode.QUARANTINED.number());
    }

    @Test
    void whoIsRefusedTooOftenIsClosed() {
        linked("any", Threshold.REFUSAL, 1, Breach.CLOSE);
        told(bench.pen.openAdr("<nothing/>"));
        assertThat(socket.code()).isZero();
        told(bench.pen.openAdr("<nothing/>"));

        assertThat(socket.code()).isEqualTo(CloseCode.QUARANTINED.number());
    }

    /** Less than a day ahead, so authentication lets it pass. */
    @Test
    void aCounterThatJumpsIsHeld() {
        linked("any", Threshold.COUNTER_JUMP, 0, Breach.QUARANTINE);
        assertThat(isForwarded(told(poll()))).isTrue();

        long ahead = bench.pen.next() + NEARLY_A_DAY.toMillis();
        assertHeld(told(bench.pen.alert(
                PrivateMessageCode.OPENADR,
                OpenAdrExchange.of(Octets.ofText(POLL)).forLink(),
                ahead)));
    }
}
