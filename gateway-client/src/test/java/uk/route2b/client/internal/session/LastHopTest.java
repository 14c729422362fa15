package uk.route2b.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import uk.route2b.client.ClientLimits;
import uk.route2b.client.Handover;
import uk.route2b.client.OpenAdrAnswer;
import uk.route2b.client.OpenAdrRequest;
import uk.route2b.client.testing.EngineBench;
import uk.route2b.client.testing.Payloads;
import uk.route2b.client.testing.TestGateway;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.openadr.OpenAdrExchange;

/** Requests of the VTN that come in answers: kept until the VEN has them. */
class LastHopTest {
    private final EngineBench bench = new EngineBench();

    private SignedMessage request() {
        return TestGateway.read(bench.transport.last().take().get(0));
    }

    private CompletableFuture<OpenAdrAnswer> answered(OpenAdrExchange exchange) {
        CompletableFuture<OpenAdrAnswer> answer = bench.send("1");
        bench.deliver(bench.gateway.answer(request(), exchange));
        return answer;
    }

    private static Handover handover(CompletableFuture<OpenAdrAnswer> answer) {
        return ((OpenAdrAnswer.Answered) answer.join()).handover();
    }

    @Test
    void aRequestInAnAnswerIsKeptUntilTheVenHasIt() {
        bench.open();
        CompletableFuture<OpenAdrAnswer> answer = answered(Payloads.createReport("1"));
        assertThat(bench.journal.names()).containsExactly("in-1");
        assertThat(bench.listener.payloads()).isEmpty();
        handover(answer).taken();
        bench.time.settle();
        assertThat(bench.journal.names()).isEmpty();
    }

    @Test
    void whatTheVenDidNotGetIsHandedOverLikeAPushOnce() {
        bench.open();
        Handover handover = handover(answered(Payloads.createReport("1")));
        handover.lost();
        handover.lost();
        handover.taken();
        bench.time.settle();
        assertThat(bench.listener.payloads()).hasSize(1);
        assertThat(bench.listener.payloads().get(0).body())
                .isEqualTo(Payloads.createReport("1").body());
        bench.listener.takeAll();
        bench.time.settle();
        assertThat(bench.journal.names()).isEmpty();
    }

    @Test
    void afterACrashBetweenAnswerAndHandoverItIsHandedOverAgain() {
        bench.open();
        assertThat(answered(Payloads.createReport("1"))).isDone();
        bench.open();
        assertThat(bench.listener.payloads()).hasSize(1);
    }

    @Test
    void whoeverGaveUpWaitingGetsItLikeAPush() {
        bench.open();
        bench.send("1").cancel(false);
        bench.deliver(bench.gateway.answer(request(), Payloads.createReport("1")));
        assertThat(bench.listener.payloads()).hasSize(1);
    }

    @Test
    void anAnswerWithoutARequestIsNotKept() {
        bench.open();
        CompletableFuture<OpenAdrAnswer> answer = answered(OpenAdrExchange.of(Payloads.of("oadrResponse", "1")));
        assertThat(handover(answer)).isSameAs(Handover.NONE);
        assertThat(bench.journal.names()).isEmpty();
    }

    @Test
    void aNewerListInAnAnswerReplacesAnOlderOneInAnAnswerButNoPush() {
        bench.open();
        assertThat(answered(Payloads.events("asked 1"))).isDone();
        bench.push(bench.gateway.push(Payloads.events("pushed")));
        bench.transport.last().take();
        assertThat(answered(Payloads.events("asked 2"))).isDone();
        assertThat(bench.journal.names()).containsExactlyInAnyOrder("in-2", "in-3");
        assertThat(bench.listener.superseded()).containsExactly(1L);
    }

    @Test
    void aNewerPushReplacesAnOlderPushAndTheOwnerIsTold() {
        bench.open();
        bench.push(bench.gateway.push(Payloads.events("1")));
        bench.push(bench.gateway.push(Payloads.events("2")));
        assertThat(bench.listener.superseded()).containsExactly(1L);
        assertThat(bench.journal.names()).containsExactly("in-2");
    }

    @Test
    void aRemovalThatTheJournalDidNotTakeIsMadeUpFor() {
        bench.open();
        bench.push(bench.gateway.push(Payloads.createReport("1")));
        bench.journal.failing(true);
        bench.listener.takeAll();
        bench.time.settle();
        assertThat(bench.journal.names()).containsExactly("in-1");
        bench.journal.failing(false);
        bench.time.pass(java.time.Duration.ofSeconds(6));
        assertThat(bench.journal.names()).isEmpty();
        assertThat(bench.listener.payloads()).hasSize(1);
    }

    @Test
    void aRequestCanBeTakenBackUntilItIsSigned() {
        bench.start();
        CompletableFuture<OpenAdrAnswer> unsigned = bench.send("1");
        bench.engine.withdraw(unsigned);
        bench.time.settle();
        assertThat(unsigned).isCompletedWithValue(new OpenAdrAnswer.NotSent("withdrawn"));
        bench.welcome();
        CompletableFuture<OpenAdrAnswer> signed = bench.send("2");
        bench.engine.withdraw(signed);
        bench.time.settle();
        assertThat(signed).isNotDone();
    }

    @Test
    void withNoRoomForWhatItMayBringAPollIsRefusedAndAnAnswerOfTheVenIsNot() {
        bench.limits(new ClientLimits(10, 10_000, 1, 10_000, 10_000)).open();
        bench.push(bench.gateway.push(Payloads.createReport("1")));
        bench.transport.last().take();
        CompletableFuture<OpenAdrAnswer> poll = bench.engine.send(OpenAdrRequest.of(Payloads.poll()));
        bench.time.settle();
        assertThat(poll).isCompletedWithValue(new OpenAdrAnswer.NotSent("payloads-full"));
        assertThat(bench.send("created")).isNotDone();
    }
}
