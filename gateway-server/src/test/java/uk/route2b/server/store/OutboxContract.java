package uk.route2b.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import uk.route2b.protocol.octets.Octets;

/** What the outbox of every store has to do. */
abstract class OutboxContract extends StoreTest {
    @Test
    void aQueuedPayloadWaitsWithAllThatIsToBeSigned() throws Exception {
        NewPayload payload = payload("an event");
        PayloadRecord queued = queued(payload);
        reopen(NODE);

        assertThat(store.unsent(KEY, 10)).containsExactly(queued);
        assertThat(store.content(queued.number())).contains(payload.content());
        assertThat(store.withUnsent()).containsExactly(KEY);
        assertThat(store.unsentOctets()).isEqualTo(payload.content().body().size());
        assertThat(queued.state()).isEqualTo(PayloadState.QUEUED);
        assertThat(queued.told()).isFalse();
    }

    @Test
    void orderWithinACemIsThatOfQueueing() {
        List<PayloadRecord> queued = List.of(queued(payload("a")), queued(payload("b")), queued(payload("c")));

        assertThat(store.unsent(KEY, 10)).isEqualTo(queued);
        assertThat(store.unsent(KEY, 2)).isEqualTo(queued.subList(0, 2));
    }

    @Test
    void aSignedPayloadIsSentAndItsOctetsComeBackExactly() throws Exception {
        PayloadRecord queued = queued(payload("an event"));
        OutgoingMessage message = outgoing(7, Octets.ofText("an event"));
        assertThat(store.reserve(KEY, 0, message, OptionalLong.of(queued.number())))
                .isEqualTo(Fence.DONE);
        reopen(NODE);

        assertThat(store.unanswered(KEY)).containsExactly(message);
        assertThat(store.unsent(KEY, 10)).isEmpty();
        assertThat(now(queued).state()).isEqualTo(PayloadState.SENT);
        assertThat(store.payload(KEY, 7)).contains(now(queued));
    }

    @Test
    void aMessageThatDoesNotHoldTheBodyOfItsPayloadIsKeptWhole() {
        PayloadRecord queued = queued(payload("an event"));
        OutgoingMessage message = outgoing(7, Octets.ofText("something else"));
        store.reserve(KEY, 0, message, OptionalLong.of(queued.number()));

        assertThat(store.unanswered(KEY)).containsExactly(message);
    }

    @Test
    void whatIsNotQueuedAnyMoreIsNotSigned() {
        PayloadRecord queued = queued(payload("an event"));
        assertThat(store.withdraw(queued.number(), "deadline")).isTrue();

        assertThat(store.reserve(KEY, 0, outgoing(7), OptionalLong.of(queued.number())))
                .isEqualTo(Fence.GONE);
        assertThat(store.reserve(KEY, 0, outgoing(7), OptionalLong.of(999))).isEqualTo(Fence.GONE);
        assertThat(store.load(KEY).sent().last()).isZero();
        assertThat(store.unanswered(KEY)).isEmpty();
        assertThat(now(queued).reason()).isEqualTo("deadline");
    }

    @Test
    void aPayloadIsNotSignedForAnotherCem() {
        PayloadRecord queued = queued(payload("an event"));

        assertThat(store.reserve(OTHER_CEM, 0, outgoing(7), OptionalLong.of(queued.number())))
                .isEqualTo(Fence.GONE);
    }

    @Test
    void whatIsSignedCannotBeWithdrawn() {
        PayloadRecord queued = queued(payload("an event"));
        store.reserve(KEY, 0, outgoing(7), OptionalLong.of(queued.number()));

        assertThat(store.withdraw(queued.number(), "deadline")).isFalse();
        assertThat(now(queued).state()).isEqualTo(PayloadState.SENT);
    }

    @ParameterizedTest
    @EnumSource(names = {"DELIVERED", "REFUSED", "HELD", "IN_DOUBT", "SUPERSEDED", "EXPIRED"})
    void anAnswerSettlesThePayload(PayloadState outcome) throws Exception {
        PayloadRecord queued = queued(payload("an event"));
        store.reserve(KEY, 0, outgoing(7), OptionalLong.of(queued.number()));
        store.settle(KEY, 0, 7, ANSWER, 0, outcome, "why");
        reopen(NODE);

        assertThat(now(queued).state()).isEqualTo(outcome);
        assertThat(now(queued).reason()).isEqualTo("why");
        assertThat(store.settledBy(KEY, 7)).contains(ANSWER);
        assertThat(store.deadLetters(Long.MAX_VALUE, 10).contains(now(queued))).isEqualTo(outcome.isDeadLetter());
    }

    @Test
    void whatIsGivenUpIsInDoubt() {
        PayloadRecord queued = queued(payload("an event"));
        store.reserve(KEY, 0, outgoing(7), OptionalLong.of(queued.number()));
        store.giveUp(KEY, 0, 7, "below-floor");

        assertThat(now(queued).state()).isEqualTo(PayloadState.IN_DOUBT);
        assertThat(now(queued).reason()).isEqualTo("below-floor");
        assertThat(store.settledBy(KEY, 7)).isEmpty();
    }

    @Test
    void aNewerListTakesThePlaceOfUnsentOlderOnesOfItsVenAlone() {
        PayloadRecord sent = queued(payload("oadrDistributeEvent", "sent", true, OptionalLong.empty()));
        store.reserve(KEY, 0, outgoing(7), OptionalLong.of(sent.number()));
        PayloadRecord older = queued(payload("oadrDistributeEvent", "older", true, OptionalLong.empty()));
        PayloadRecord report = queued(payload("oadrCreateReport", "report", false, OptionalLong.empty()));
        PayloadRecord ofOther = queued(OTHER_CEM, payload("oadrDistributeEvent", "older", true, OptionalLong.empty()));

        NewPayload newer = payload("oadrDistributeEvent", "newer", true, OptionalLong.empty());
        QueueOutcome.Queued outcome = (QueueOutcome.Queued) store.queue(KEY, newer, ROOM);

        assertThat(outcome.replaced()).containsExactly(now(older));
        assertThat(now(older).state()).isEqualTo(PayloadState.SUPERSEDED);
        assertThat(now(sent).state()).isEqualTo(PayloadState.SENT);
        assertThat(now(ofOther).state()).isEqualTo(PayloadState.QUEUED);
        assertThat(store.unsent(KEY, 10)).containsExactly(report, outcome.payload());
    }

    @Test
    void theSameOctetsAreJoinedUntilTheVtnWasTold() {
        PayloadRecord first = queued(payload("an event"));

        assertThat(store.queue(KEY, payload("an event"), ROOM)).isEqualTo(new QueueOutcome.Joined(first));
        store.told(first.number());
        assertThat(queued(payload("an event")).number()).isGreaterThan(first.number());
    }

    @Test
    void whatWasWithdrawnOrExpiredUnsentIsQueuedAnew() {
        PayloadRecord withdrawn = queued(payload("withdrawn"));
        store.withdraw(withdrawn.number(), "deadline");
        PayloadRecord expired = queued(payload("oadrDistributeEvent", "expired", false, OptionalLong.of(now)));
        store.expire(now, 10);

        assertThat(queued(payload("withdrawn")).number()).isGreaterThan(withdrawn.number());
        assertThat(queued(payload("expired")).number()).isGreaterThan(expired.number());
    }

    @Test
    void aSupersededPayloadIsJoinedBecauseTheNewerListHolds() {
        PayloadRecord older = queued(payload("oadrDistributeEvent", "older", true, OptionalLong.empty()));
        queued(payload("oadrDistributeEvent", "newer", true, OptionalLong.empty()));

        assertThat(store.queue(KEY, payload("oadrDistributeEvent", "older", true, OptionalLong.empty()), ROOM))
                .isEqualTo(new QueueOutcome.Joined(now(older)));
    }

    @Test
    void fullQueuesRefuseAndChangeNothing() {
        PayloadRecord older = queued(payload("oadrDistributeEvent", "older", true, OptionalLong.empty()));
        queued(payload("oadrCreateReport", "a report", false, OptionalLong.empty()));
        NewPayload newer = payload("oadrDistributeEvent", "0123456789", true, OptionalLong.empty());

        assertThat(store.queue(KEY, payload("more"), new QueueLimits(2, 100)))
                .isEqualTo(new QueueOutcome.Full("queue-payloads"));
        assertThat(store.queue(KEY, payload("more"), new QueueLimits(9, 16)))
                .isEqualTo(new QueueOutcome.Full("queue-octets"));
        assertThat(store.queue(KEY, newer, new QueueLimits(1, 100))).isInstanceOf(QueueOutcome.Full.class);
        assertThat(now(older).state()).isEqualTo(PayloadState.QUEUED);
        assertThat(store.queue(KEY, newer, new QueueLimits(2, 100))).isInstanceOf(QueueOutcome.Queued.class);
    }

    @Test
    void expiredIsNotDeliveredIfUnsentAndUnknownIfSent() {
        PayloadRecord unsent = queued(payload("a", "unsent", false, OptionalLong.of(now + 10)));
        PayloadRecord sent = queued(payload("a", "sent", false, OptionalLong.of(now + 10)));
        queued(payload("a", "later", false, OptionalLong.of(now + 11)));
        queued(payload("a", "never", false, OptionalLong.empty()));
        store.reserve(KEY, 0, outgoing(7), OptionalLong.of(sent.number()));

        assertThat(store.expire(now + 9, 10)).isEmpty();
        List<PayloadRecord> expired = store.expire(now + 10, 10);

        assertThat(expired).containsExactly(now(unsent), now(sent));
        assertThat(expired)
                .extracting(PayloadRecord::state)
                .containsExactly(PayloadState.EXPIRED, PayloadState.UNKNOWN);
        assertThat(store.expire(now + 10, 10)).isEmpty();
        assertThat(store.deadLetters(Long.MAX_VALUE, 10)).containsExactly(now(sent), now(unsent));
        assertThat(store.deadLetters(sent.number(), 10)).containsExactly(now(unsent));
    }

    @Test
    void aReceiptAfterAllSettlesWhatWasUnknown() {
        PayloadRecord sent = queued(payload("a", "sent", false, OptionalLong.of(now)));
        store.reserve(KEY, 0, outgoing(7), OptionalLong.of(sent.number()));
        store.expire(now, 10);
        store.settle(KEY, 0, 7, ANSWER, 0, PayloadState.DELIVERED, "");

        assertThat(now(sent).state()).isEqualTo(PayloadState.DELIVERED);
    }

    @Test
    void eachStateIsCounted() {
        queued(payload("a"));
        store.withdraw(queued(payload("b")).number(), "deadline");

        assertThat(store.payloadCounts())
                .hasSize(PayloadState.values().length)
                .containsEntry(PayloadState.QUEUED, 1L)
                .containsEntry(PayloadState.WITHDRAWN, 1L)
                .containsEntry(PayloadState.SENT, 0L);
    }
}
