package uk.route2b.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;
import uk.route2b.server.configuration.DeliveryLimits;
import uk.route2b.server.configuration.PushAnswer;
import uk.route2b.server.link.FakeSocket;
import uk.route2b.server.link.LinkConnection;
import uk.route2b.server.link.LinkRig;
import uk.route2b.server.store.PayloadRecord;
import uk.route2b.server.store.PayloadState;
import uk.route2b.server.testing.Bench;
import uk.route2b.server.testing.CemPen;

/** The way of a payload from its VTN to its CEM, with a store in memory and time by hand. */
class OutboxTest {
    private static final PushOutcome TAKEN = new PushOutcome.Taken();
    private static final String VEN = "VEN_1";

    private final Bench bench = new Bench();
    private final LinkRig rig = new LinkRig(bench);
    private final FakeSocket socket = new FakeSocket();

    private LinkConnection welcomed(FakeSocket over) {
        LinkConnection link = rig.upgraded(over);
        LinkRig.receive(link, rig.hello(1));
        return link;
    }

    private void restart() {
        bench.restart();
        bench.delivery.recover();
    }

    private PayloadState state(long number) {
        return bench.store.payload(number).orElseThrow().state();
    }

    private static List<String> bodies(FakeSocket over) {
        return over.messages().stream()
                .skip(1)
                .map(message -> CemPen.exchangeIn(message).body().text())
                .toList();
    }

    private SignedMessage stored(SignedMessage message) {
        return bench.pen.receipt(message, ReceiptStatus.STORED, "");
    }

    @Test
    void whatComesBeforeTheLinkGoesOverItInTheOrderInWhichItCame() {
        bench.offer(VEN, "one");
        bench.offer(VEN, "two");
        bench.offer(VEN, "three");
        assertThat(bench.store.unanswered(Bench.KEY)).isEmpty();
        welcomed(socket);

        assertThat(bodies(socket)).containsExactly("one", "two", "three");
        assertThat(socket.messages().stream()
                        .skip(1)
                        .map(message -> message.header().counter()))
                .isSorted();
    }

    @Test
    void onlyWhatReplacesTakesThePlaceOfWhatWaitsForTheSameVen() {
        CompletableFuture<PushVerdict> old = bench.push(VEN, "events", "old", true);
        bench.offer(VEN, "report", "report", false);
        bench.offer(VEN, "report", "another report", false);
        bench.offer(VEN, "events", "new", true);

        assertThat(old.join()).isEqualTo(new PushVerdict(TAKEN, java.util.OptionalLong.of(1)));
        assertThat(state(1)).isEqualTo(PayloadState.SUPERSEDED);
        welcomed(socket);
        assertThat(bodies(socket)).containsExactly("report", "another report", "new");
    }

    @Test
    void whatIsSignedIsReplacedByNothing() {
        welcomed(socket);
        bench.offer(VEN, "events", "old", true);
        bench.offer(VEN, "events", "new", true);

        assertThat(bodies(socket)).containsExactly("old", "new");
        assertThat(state(1)).isEqualTo(PayloadState.SENT);
    }

    @Test
    void theWindowHoldsBackWhatIsNewAndASettledMessageLetsItGoOn() {
        LinkConnection link = welcomed(socket);
        for (int count = 0; count < 66; count++) {
            bench.offer(VEN, "payload " + count);
        }
        assertThat(socket.messages()).hasSize(65);
        LinkRig.receive(link, stored(socket.messages().get(1)));

        assertThat(socket.messages()).hasSize(66);
        assertThat(bodies(socket).get(64)).isEqualTo("payload 64");
    }

    @Test
    void aSlowReaderGetsNoMoreUntilItHasRead() {
        welcomed(socket);
        socket.slowDown();
        bench.offer(VEN, "one");
        assertThat(state(1)).isEqualTo(PayloadState.QUEUED);
        socket.drain();

        assertThat(bodies(socket)).containsExactly("one");
    }

    @Test
    void theResendWaitsForASlowReaderAndWhatIsNewWaitsForTheResend() {
        welcomed(socket);
        for (int count = 0; count < 6; count++) {
            bench.offer(VEN, "old " + count);
        }
        FakeSocket second = new FakeSocket();
        bench.at((step, key) -> {
            if (step == Step.DOWN_3_SENT && second.messages().size() == 4) {
                second.slowDown();
            }
        });
        welcomed(second);
        bench.offer(VEN, "new");
        assertThat(bodies(second)).containsExactly("old 0", "old 1", "old 2");
        bench.at((step, key) -> {});
        second.drain();

        assertThat(bodies(second)).containsExactly("old 0", "old 1", "old 2", "old 3", "old 4", "old 5", "new");
    }

    @Test
    void afterTheCemTheVtnIsToldWhenTheReceiptIsStoredAndNotBefore() {
        LinkConnection link = welcomed(socket);
        CompletableFuture<PushVerdict> verdict = bench.push(VEN, "one");
        assertThat(verdict).isNotDone();
        LinkRig.receive(link, stored(socket.last()));

        assertThat(verdict.join().outcome()).isEqualTo(TAKEN);
        assertThat(state(1)).isEqualTo(PayloadState.DELIVERED);
        assertThat(bench.store.payload(1).orElseThrow().told()).isTrue();
    }

    @Test
    void onStoreTheVtnIsToldAtOnceAndNoDeadlineTakesItBack() {
        bench.answering(PushAnswer.ON_STORE).restart();

        assertThat(bench.push(VEN, "one").join().outcome()).isEqualTo(TAKEN);
        assertThat(bench.store.payload(1).orElseThrow().told()).isTrue();
        bench.timers.pass(Duration.ofHours(1));
        welcomed(socket);
        assertThat(bodies(socket)).containsExactly("one");
    }

    @Test
    void everyReceiptHasItsTruth() {
        record Case(ReceiptStatus status, PayloadState state, PushOutcome outcome) {}
        List<Case> cases = List.of(
                new Case(ReceiptStatus.STORED, PayloadState.DELIVERED, TAKEN),
                new Case(ReceiptStatus.SUPERSEDED, PayloadState.SUPERSEDED, TAKEN),
                new Case(ReceiptStatus.REFUSED, PayloadState.REFUSED, failed(PayloadState.REFUSED)),
                new Case(ReceiptStatus.HELD, PayloadState.HELD, failed(PayloadState.HELD)),
                new Case(ReceiptStatus.IN_DOUBT, PayloadState.IN_DOUBT, failed(PayloadState.IN_DOUBT)),
                new Case(ReceiptStatus.EXPIRED, PayloadState.EXPIRED, failed(PayloadState.EXPIRED)));
        LinkConnection link = welcomed(socket);
        for (Case each : cases) {
            CompletableFuture<PushVerdict> verdict =
                    bench.push(VEN, each.status().name());
            LinkRig.receive(link, bench.pen.receipt(socket.last(), each.status(), "why"));
            long number = verdict.join().payload().orElseThrow();

            assertThat(verdict.join().outcome()).as("%s", each.status()).isEqualTo(each.outcome());
            assertThat(state(number)).isEqualTo(each.state());
            assertThat(bench.store.payload(number).orElseThrow().told()).isTrue();
        }
    }

    private static PushOutcome failed(PayloadState state) {
        return new PushOutcome.Failed(state, "why");
    }

    @Test
    void theVensOwnAnswerIsPassedThroughAlsoToAPushThatJoinsAfterARestart() {
        OpenAdrExchange own = new OpenAdrExchange(
                Optional.empty(), Optional.empty(), 202, Optional.of("text/xml"), Octets.ofText("<own/>"));
        LinkConnection link = welcomed(socket);
        bench.offer(VEN, "one");
        bench.timers.pass(Duration.ofSeconds(9));
        LinkRig.receive(link, bench.pen.answer(socket.last(), own.forLink()));
        restart();

        assertThat(bench.push(VEN, "one").join().outcome()).isEqualTo(new PushOutcome.Answered(own));
        assertThat(bench.store.payloadCounts()).containsEntry(PayloadState.DELIVERED, 1L);
    }

    @Test
    void anAnswerThatCannotBeReadLeavesItInDoubt() {
        LinkConnection link = welcomed(socket);
        CompletableFuture<PushVerdict> verdict = bench.push(VEN, "one");
        LinkRig.receive(
                link,
                bench.pen.answer(
                        socket.last(),
                        new uk.route2b.protocol.message.Content(
                                uk.route2b.protocol.message.ContentFormat.RECEIPT, Octets.ofHex("0000"))));

        assertThat(((PushOutcome.Failed) verdict.join().outcome()).state()).isEqualTo(PayloadState.IN_DOUBT);
    }

    @Test
    void atTheDeadlineWhatIsUnsignedIsTakenBackAndNeverSent() {
        CompletableFuture<PushVerdict> verdict = bench.push(VEN, "one");
        bench.timers.pass(Duration.ofSeconds(8));

        assertThat(verdict.join()).isEqualTo(PushVerdict.open(new PushOutcome.Later("no-link")));
        assertThat(state(1)).isEqualTo(PayloadState.WITHDRAWN);
        welcomed(socket);
        assertThat(bodies(socket)).isEmpty();
        bench.offer(VEN, "one");
        assertThat(state(2)).isEqualTo(PayloadState.SENT);
    }

    /** Between the two the process was stopped, and the VTN has pushed it to another node. */
    @Test
    void whatComesToItsTurnAfterItsVtnHasGivenUpIsNotBegun() {
        List<CompletableFuture<PushVerdict>> verdicts = new ArrayList<>();
        bench.counterpart().lane().execute(() -> {
            verdicts.add(bench.push(VEN, "one"));
            bench.timers.pass(Duration.ofSeconds(9));
        });

        assertThat(verdicts.get(0).join()).isEqualTo(PushVerdict.open(new PushOutcome.Later("late")));
        assertThat(bench.store.payload(1)).isEmpty();
        assertThat(bench.store.unsentOctets()).isZero();
    }

    @Test
    void atTheDeadlineWhatIsSignedStaysAndTheSamePushJoinsIt() {
        LinkConnection link = welcomed(socket);
        CompletableFuture<PushVerdict> first = bench.push(VEN, "one");
        bench.timers.pass(Duration.ofSeconds(8));
        assertThat(first.join().outcome()).isEqualTo(new PushOutcome.Later("no-receipt-in-time"));
        CompletableFuture<PushVerdict> second = bench.push(VEN, "one");
        assertThat(bodies(socket)).containsExactly("one");
        LinkRig.receive(link, stored(socket.last()));

        assertThat(second.join().outcome()).isEqualTo(TAKEN);
        assertThat(bench.store.payload(1).orElseThrow().told()).isTrue();
        bench.offer(VEN, "one");
        assertThat(bodies(socket)).containsExactly("one", "one");
    }

    @Test
    void whoeverIsFirstAtTheDeadlineTheTakingBackOrTheSigningTheTruthIsTold() {
        for (boolean linkFirst : new boolean[] {true, false}) {
            Bench fresh = new Bench();
            LinkRig other = new LinkRig(fresh);
            FakeSocket over = new FakeSocket();
            CompletableFuture<PushVerdict> verdict = fresh.push(VEN, "one");
            Runnable link = () -> LinkRig.receive(other.upgraded(over), other.hello(1));
            if (linkFirst) {
                link.run();
            }
            fresh.timers.pass(Duration.ofSeconds(8));
            if (!linkFirst) {
                link.run();
            }
            PayloadRecord payload = fresh.store.payload(1).orElseThrow();

            assertThat(verdict.join().outcome()).isInstanceOf(PushOutcome.Later.class);
            assertThat(payload.state()).isEqualTo(linkFirst ? PayloadState.SENT : PayloadState.WITHDRAWN);
            assertThat(bodies(over)).hasSize(linkFirst ? 1 : 0);
            assertThat(payload.told()).isFalse();
        }
    }

    @Test
    void aPushThatJoinsKeepsAPayloadFromBeingTakenBackByTheFirst() {
        CompletableFuture<PushVerdict> first = bench.push(VEN, "one");
        bench.timers.pass(Duration.ofSeconds(5));
        CompletableFuture<PushVerdict> second = bench.push(VEN, "one");
        bench.timers.pass(Duration.ofSeconds(4));
        assertThat(first.join().outcome()).isInstanceOf(PushOutcome.Later.class);
        LinkConnection link = welcomed(socket);
        LinkRig.receive(link, stored(socket.last()));

        assertThat(second.join().outcome()).isEqualTo(TAKEN);
        assertThat(bodies(socket)).containsExactly("one");
    }

    @Test
    void afterARestartUnsentSentAndSettledPayloadsGoOnWhereTheyWere() {
        LinkConnection link = welcomed(socket);
        bench.offer(VEN, "settled");
        SignedMessage settled = socket.last();
        bench.offer(VEN, "sent");
        SignedMessage sent = socket.last();
        bench.timers.pass(Duration.ofSeconds(9));
        LinkRig.receive(link, stored(settled));
        link.closed(1006, "");
        bench.offer(VEN, "unsent");
        restart();

        assertThat(bench.push(VEN, "settled").join().outcome()).isEqualTo(TAKEN);
        CompletableFuture<PushVerdict> joined = bench.push(VEN, "sent");
        CompletableFuture<PushVerdict> waiting = bench.push(VEN, "unsent");
        FakeSocket second = new FakeSocket();
        LinkConnection again = welcomed(second);
        assertThat(bodies(second)).containsExactly("sent", "unsent");
        assertThat(second.messages().get(1).octets()).isEqualTo(sent.octets());
        LinkRig.receive(again, stored(second.messages().get(1)));
        LinkRig.receive(again, stored(second.messages().get(2)));
        assertThat(joined.join().outcome()).isEqualTo(TAKEN);
        assertThat(waiting.join().outcome()).isEqualTo(TAKEN);
        assertThat(bench.store.payloadCounts()).containsEntry(PayloadState.DELIVERED, 3L);
    }

    @Test
    void whatExpiresUnsentIsADeadLetterAndIsNeverSent() {
        bench.expiring(Duration.ofSeconds(5)).restart();
        bench.delivery.reconcile();
        CompletableFuture<PushVerdict> verdict = bench.push(VEN, "one");
        bench.timers.pass(Duration.ofSeconds(6));

        assertThat(((PushOutcome.Failed) verdict.join().outcome()).state()).isEqualTo(PayloadState.EXPIRED);
        assertThat(bench.store.deadLetters(Long.MAX_VALUE, 10))
                .extracting(PayloadRecord::number)
                .containsExactly(1L);
        welcomed(socket);
        assertThat(bodies(socket)).isEmpty();
    }

    /** A CEM is often back before the second look. */
    @Test
    void whatExpiredWhileTheGatewayWasDownIsNotSentAfterItsStart() {
        bench.expiring(Duration.ofSeconds(5)).restart();
        bench.offer(VEN, "one");
        bench.timers.pass(Duration.ofSeconds(6));
        bench.restart();
        bench.delivery.reconcile();
        welcomed(socket);

        assertThat(bodies(socket)).isEmpty();
        assertThat(state(1)).isEqualTo(PayloadState.EXPIRED);
    }

    @Test
    void whatExpiresSentIsUnknownUntilItsReceiptSays() {
        bench.expiring(Duration.ofSeconds(5)).restart();
        bench.delivery.reconcile();
        LinkConnection link = welcomed(socket);
        bench.offer(VEN, "one");
        bench.timers.pass(Duration.ofSeconds(12));
        assertThat(state(1)).isEqualTo(PayloadState.UNKNOWN);
        LinkRig.receive(link, stored(socket.last()));

        assertThat(state(1)).isEqualTo(PayloadState.DELIVERED);
    }

    @Test
    void whereTheClockHasJumpedNothingExpires() {
        bench.expiring(Duration.ofSeconds(5)).restart();
        bench.delivery.reconcile();
        bench.offer(VEN, "one");
        bench.jump(Duration.ofDays(1));
        bench.timers.pass(Duration.ofSeconds(6));

        assertThat(state(1)).isEqualTo(PayloadState.QUEUED);
    }

    @Test
    void aFullQueueRefusesWithItsReasonAndStoresNothing() {
        bench.limiting(new DeliveryLimits(2, 10, 15, 70_000, 70_000, Duration.ofSeconds(5)))
                .restart();
        bench.offer(VEN, "1234");

        assertThat(bench.push(VEN, "12345678").join().outcome()).isEqualTo(new PushOutcome.Later("queue-octets"));
        bench.offer(VEN, "12345");
        assertThat(bench.push(VEN, "1").join().outcome()).isEqualTo(new PushOutcome.Later("queue-payloads"));
        assertThat(bench.push(VEN, "1234567890").join().outcome())
                .isEqualTo(new PushOutcome.Later("queue-octets-in-all"));
        assertThat(bench.store.payloadCounts()).containsEntry(PayloadState.QUEUED, 2L);
    }

    @Test
    void roomInAllComesBackWithWhateverEndsTheWaiting() {
        bench.limiting(new DeliveryLimits(10, 10, 17, 70_000, 70_000, Duration.ofSeconds(5)))
                .restart();
        bench.offer(VEN, "events", "12345678", true);
        bench.offer(VEN, "events", "123456789", true);
        assertThat(bench.delivery.queueRoom().octets()).isEqualTo(9);
        bench.timers.pass(Duration.ofSeconds(9));
        assertThat(bench.delivery.queueRoom().octets()).isZero();
        bench.offer(VEN, "0123456789");
        welcomed(socket);

        assertThat(bench.delivery.queueRoom().octets()).isZero();
    }

    @Test
    void aPayloadLongerThanAMessageIsRefusedForGood() {
        assertThat(bench.push(VEN, "x".repeat(70_000)).join().outcome()).isInstanceOf(PushOutcome.TooLong.class);
    }

    @Test
    void whatAnotherNodeHasQueuedIsFoundByTheReconcile() {
        bench.delivery.reconcile();
        welcomed(socket);
        bench.store.queue(
                Bench.KEY,
                new uk.route2b.server.store.NewPayload(
                        new uk.route2b.server.store.PayloadFacts(
                                "kind", VEN, false, false, java.util.OptionalLong.empty()),
                        OpenAdrExchange.of(Octets.ofText("elsewhere")).forLink(),
                        bench.timers.millis()),
                new uk.route2b.server.store.QueueLimits(10, 100));
        bench.timers.pass(Duration.ofSeconds(6));

        assertThat(bodies(socket)).containsExactly("elsewhere");
    }

    @Test
    void whatTheCemHasSpentIsGivenUpAndReportedAndNotSentAgain() {
        welcomed(socket);
        CompletableFuture<PushVerdict> lost = bench.push(VEN, "lost");
        long counter = socket.last().header().counter();
        bench.offer(VEN, "kept");
        FakeSocket second = new FakeSocket();
        LinkRig.receive(
                rig.upgraded(second), bench.pen.helloSpent(rig.binding(), counter + 1000, counter, bench.signer()));

        assertThat(bodies(second)).containsExactly("kept");
        assertThat(lost.join().outcome()).isEqualTo(new PushOutcome.Failed(PayloadState.IN_DOUBT, "counter-spent"));
        assertThat(state(1)).isEqualTo(PayloadState.IN_DOUBT);
        assertThat(state(2)).isEqualTo(PayloadState.SENT);
        assertThat(second.code()).isZero();
    }

    @Test
    void theSameOctetsLongAfterAreMeantAnewEvenIfTheVtnWasNeverTold() {
        LinkConnection link = welcomed(socket);
        bench.offer(VEN, "come back");
        bench.timers.pass(Duration.ofSeconds(9));
        LinkRig.receive(link, stored(socket.last()));
        bench.timers.pass(Duration.ofMinutes(50));
        assertThat(bench.push(VEN, "come back").join().outcome()).isEqualTo(TAKEN);
        assertThat(bodies(socket)).hasSize(1);

        bench.offer(VEN, "go");
        bench.timers.pass(Duration.ofSeconds(9));
        LinkRig.receive(link, stored(socket.last()));
        bench.timers.pass(Duration.ofMinutes(70));
        bench.offer(VEN, "go");
        assertThat(bodies(socket)).containsExactly("come back", "go", "go");
    }

    @Test
    void forACemThatIsNotActiveNothingIsTaken() {
        bench.with(uk.route2b.server.register.CemStatus.SUSPENDED)
                .answering(PushAnswer.ON_STORE)
                .restart();

        assertThat(bench.push(VEN, "one").join().outcome()).isEqualTo(new PushOutcome.Later("not-active"));
        assertThat(bench.store.withUnsent()).isEmpty();
    }

    @Test
    void theStepsOfAPayloadAreToldInTheirOrder() {
        LinkConnection link = welcomed(socket);
        bench.steps.clear();
        bench.offer(VEN, "one");
        LinkRig.receive(link, stored(socket.last()));

        assertThat(bench.steps)
                .extracting(Bench.Walked::step)
                .containsExactly(
                        Step.DOWN_1_QUEUED,
                        Step.DOWN_2_SIGNED,
                        Step.DOWN_3_SENT,
                        Step.DOWN_4_ANSWER_TAKEN,
                        Step.DOWN_5_SETTLED,
                        Step.DOWN_6_TOLD);
    }
}
