package uk.route2b.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.octets.Octets;

/** What keeps every store small and accountable. */
abstract class UpkeepContract extends OutboxContract {
    private static final Retention RETENTION = new Retention(Duration.ofDays(7), Duration.ofDays(30));
    protected static final long DAY = Duration.ofDays(1).toMillis();

    @Test
    void eachVerdictIsOneRecord() throws Exception {
        store.accept(KEY, 0, accepted(5));
        now++;
        store.acceptAnswered(KEY, 0, accepted(6), ANSWER, "direction");
        store.reserve(KEY, 0, outgoing(7), OptionalLong.empty());
        store.settle(KEY, 0, 7, ANSWER, 0, PayloadState.DELIVERED, "");
        store.reserve(KEY, 0, outgoing(8), OptionalLong.empty());
        store.giveUp(KEY, 0, 8, "below-floor");
        store.accept(OTHER_CEM, 0, accepted(5));
        reopen(NODE);

        List<AuditRecord> audit = store.audit(KEY, 0, 10);
        assertThat(audit)
                .extracting(AuditRecord::verdict)
                .containsExactly("accepted", "refused", "signed", "settled", "signed", "settled");
        assertThat(audit.get(0).atMillis()).isEqualTo(START);
        assertThat(audit.get(1))
                .isEqualTo(new AuditRecord(
                        audit.get(1).number(),
                        now,
                        KEY,
                        "up",
                        "7F01",
                        6,
                        accepted(6).digest(),
                        "refused",
                        "direction"));
        assertThat(audit.get(3).direction()).isEqualTo("down");
        assertThat(audit.get(3).digest()).isEqualTo(outgoing(7).digest());
        assertThat(audit.get(5).reason()).isEqualTo("below-floor");
        assertThat(store.audit(KEY, audit.get(3).number(), 1)).containsExactly(audit.get(4));
    }

    @Test
    void aFailedChangeLeavesNoRecord() {
        store.greet(KEY, greeting(100, 0, 0));
        store.accept(KEY, 0, accepted(5));

        assertThat(store.audit(KEY, 0, 10)).isEmpty();
    }

    @Test
    void aTranscriptHasBothDirectionsOldestFirstPageByPage() {
        PayloadRecord queued = queued(payload("an event"));
        store.accept(KEY, 0, accepted(5));
        now += 10;
        OutgoingMessage ours = outgoing(7, Octets.ofText("an event"));
        store.reserve(KEY, 0, ours, OptionalLong.of(queued.number()));
        now += 10;
        store.answer(KEY, 5, ANSWER);
        store.settle(KEY, 0, 7, Octets.ofText("receipt"), 0, PayloadState.DELIVERED, "");
        store.reserve(KEY, 0, outgoing(8), OptionalLong.empty());
        store.giveUp(KEY, 0, 8, "below-floor");
        store.accept(KEY, 0, accepted(6));

        List<Exchange> all = store.transcript(KEY, 0, Long.MAX_VALUE, 0, 10);
        assertThat(all).extracting(Exchange::counter).containsExactly(5L, 7L, 8L, 6L);
        assertThat(all).extracting(Exchange::down).containsExactly(false, true, true, false);
        assertThat(all)
                .extracting(Exchange::end)
                .containsExactly(
                        Exchange.End.ANSWERED, Exchange.End.ANSWERED, Exchange.End.GIVEN_UP, Exchange.End.OPEN);
        assertThat(all.get(0).answer()).contains(ANSWER);
        assertThat(all.get(0).answeredMillis()).hasValue(START + 20);
        assertThat(all.get(0).code()).isEqualTo(CODE);
        assertThat(all.get(1).message()).contains(ours.octets());
        assertThat(all.get(1).digest()).isEqualTo(ours.digest());
        assertThat(all.get(2).answeredMillis()).isEmpty();
        assertThat(store.transcript(KEY, 0, Long.MAX_VALUE, all.get(0).number(), 2))
                .isEqualTo(all.subList(1, 3));
        assertThat(store.transcript(KEY, START + 10, START + 20, 0, 10)).isEqualTo(all.subList(1, 2));
        assertThat(store.transcript(OTHER_CEM, 0, Long.MAX_VALUE, 0, 10)).isEmpty();
    }

    @Test
    void octetsGoFirstAndRowsLater() {
        PayloadRecord payload = queued(payload("an event"));
        store.reserve(KEY, 0, outgoing(7, Octets.ofText("an event")), OptionalLong.of(payload.number()));
        store.settle(KEY, 0, 7, ANSWER, 0, PayloadState.DELIVERED, "");
        acceptedAndAnswered(65);

        pruneAll(now + 7 * DAY);
        assertThat(store.content(payload.number())).isPresent();
        assertThat(store.answer(KEY, 1)).contains(ANSWER);

        pruneAll(now + 7 * DAY + 1);
        assertThat(store.content(payload.number())).isEmpty();
        assertThat(store.payload(payload.number())).isPresent();
        assertThat(store.settledBy(KEY, 7)).isEmpty();
        assertThat(store.answer(KEY, 1)).isEmpty();
        Exchange first = store.transcript(KEY, 0, Long.MAX_VALUE, 0, 1).get(0);
        assertThat(first.message()).isEmpty();
        assertThat(first.end()).isEqualTo(Exchange.End.ANSWERED);
        assertThat(first.digest())
                .isEqualTo(outgoing(7, Octets.ofText("an event")).digest());

        pruneAll(now + 30 * DAY + 1);
        assertThat(store.payload(payload.number())).isEmpty();
        assertThat(store.audit(KEY, 0, 1)).isEmpty();
    }

    @Test
    void whatAMemoryOf64NeedsStaysForEver() {
        acceptedAndAnswered(70);
        CemState before = store.load(KEY);
        pruneAll(now + 1000 * DAY);

        assertThat(store.load(KEY)).usingRecursiveComparison().isEqualTo(before);
        assertThat(store.answer(KEY, 6)).isEmpty();
        for (long counter = 7; counter <= 70; counter++) {
            assertThat(store.answer(KEY, counter)).contains(ANSWER);
        }
    }

    @Test
    void whatIsOpenStaysForEver() {
        PayloadRecord unsent = queued(payload("unsent"));
        PayloadRecord sent = queued(payload("sent"));
        OutgoingMessage ours = outgoing(7, Octets.ofText("sent"));
        store.reserve(KEY, 0, ours, OptionalLong.of(sent.number()));
        store.reserve(KEY, 0, outgoing(8), OptionalLong.empty());
        store.settle(KEY, 0, 8, ANSWER, 0, PayloadState.DELIVERED, "");
        store.accept(KEY, 0, accepted(1));
        for (long counter = 2; counter <= 70; counter++) {
            store.acceptAnswered(KEY, 0, accepted(counter), ANSWER, "");
        }
        CemState before = store.load(KEY);
        List<BegunMessage> begun = store.begun();
        pruneAll(now + 1000 * DAY);

        assertThat(store.load(KEY)).usingRecursiveComparison().isEqualTo(before);
        assertThat(store.begun()).isEqualTo(begun).hasSize(1);
        assertThat(store.unsent(KEY, 10)).containsExactly(unsent);
        assertThat(store.content(unsent.number())).isPresent();
        assertThat(store.unanswered(KEY)).containsExactly(ours);
    }

    @Test
    void aBodyThatAnotherPayloadNeedsStays() {
        PayloadRecord old = queued(payload("to all"));
        store.withdraw(old.number(), "deadline");
        now += 6 * DAY;
        PayloadRecord younger = queued(OTHER_CEM, payload("to all"));
        pruneAll(now + 2 * DAY);

        assertThat(store.content(old.number())).isEmpty();
        assertThat(store.content(younger.number())).contains(payload("to all").content());
    }

    @Test
    void oneCallTouchesNoMoreThanItWasAllowed() {
        acceptedAndAnswered(100);

        assertThat(store.prune(RETENTION, now + 8 * DAY, 10)).isPositive();
        pruneAll(now + 8 * DAY);
        assertThat(store.prune(RETENTION, now + 8 * DAY, 10)).isZero();
    }

    @Test
    void onlyTheNodeThatBeganAMessageAnswersForIt() throws Exception {
        store.accept(KEY, 0, accepted(5));
        reopen("node-2");
        store.accept(KEY, 0, accepted(6));

        assertThat(store.begun()).extracting(BegunMessage::counter).containsExactly(6L);
        reopen(NODE);
        assertThat(store.begun()).extracting(BegunMessage::counter).containsExactly(5L);
    }

    @Test
    void aRestoreDoubtsUntilTheNextHello() throws Exception {
        store.greet(KEY, greeting(100, 0, 0));
        store.restored(new DoubtSpan(500, 1_000));
        reopen(NODE);

        assertThat(store.doubt()).contains(new DoubtSpan(500, 1_000));
        assertThat(store.load(KEY).doubtUntil()).isEqualTo(1_000);
        assertThat(store.load(OTHER_CEM).doubtUntil()).isEqualTo(1_000);
        assertThat(store.greet(KEY, greeting(5_000, 0, 0)).orElseThrow().doubtUntil())
                .isEqualTo(4_999);
        assertThat(store.greet(OTHER_CEM, greeting(300, 0, 0)).orElseThrow().doubtUntil())
                .isEqualTo(299);
        assertThat(store.greet(KEY, greeting(6_000, 0, 0)).orElseThrow().doubtUntil())
                .isEqualTo(4_999);
        assertSameAfterReopening();
    }

    @Test
    void aCemThatComesInBetweenDoesNotEscapeTheDoubt() {
        store.restored(new DoubtSpan(500, 1_000));
        store.nextTunnelId(KEY);

        assertThat(store.load(KEY).doubtUntil()).isEqualTo(1_000);
        assertThat(store.greet(KEY, greeting(300, 0, 0)).orElseThrow().doubtUntil())
                .isEqualTo(299);
    }

    @Test
    void spansOfRestoresAddUp() {
        assertThat(store.doubt()).isEqualTo(Optional.empty());
        store.restored(new DoubtSpan(500, 1_000));
        store.restored(new DoubtSpan(300, 900));

        assertThat(store.doubt()).contains(new DoubtSpan(300, 1_000));
    }

    @Test
    void whatWasQueuedInACopyIsInDoubtAndWhatWasSignedIsNot() {
        PayloadRecord sent = queued(payload("sent"));
        store.reserve(KEY, 0, outgoing(7), OptionalLong.of(sent.number()));
        PayloadRecord unsent = queued(payload("unsent"));
        store.restored(new DoubtSpan(500, 1_000));

        assertThat(now(unsent).state()).isEqualTo(PayloadState.IN_DOUBT);
        assertThat(now(unsent).reason()).isEqualTo("restored");
        assertThat(now(unsent).told()).isTrue();
        assertThat(now(sent).state()).isEqualTo(PayloadState.SENT);
    }

    @Test
    void aHealthCheckPasses() {
        store.check();
        store.check();
    }

    private void acceptedAndAnswered(int most) {
        for (int counter = 1; counter <= most; counter++) {
            store.acceptAnswered(KEY, 0, accepted(counter), ANSWER, "");
        }
    }

    protected final void pruneAll(long nowMillis) {
        int touched = 1;
        while (touched > 0) {
            touched = store.prune(RETENTION, nowMillis, 20);
            assertThat(store instanceof uk.route2b.server.testing.MemoryStore || touched <= 20)
                    .isTrue();
        }
    }
}
