package uk.route2b.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import uk.route2b.client.ClientLimits;
import uk.route2b.client.OpenAdrAnswer;
import uk.route2b.client.OpenAdrRequest;
import uk.route2b.client.testing.EngineBench;
import uk.route2b.client.testing.Payloads;
import uk.route2b.client.testing.TestGateway;
import uk.route2b.protocol.link.LinkReaction;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;

class MessageSendingTest {
    private static final OpenAdrExchange OK = OpenAdrExchange.of(Payloads.of("oadrResponse", "1"));

    private final EngineBench bench = new EngineBench();

    private List<SignedMessage> requests() {
        return bench.transport.last().take().stream().map(TestGateway::read).toList();
    }

    private void drop() {
        bench.transport.last().events().closed(1001, "");
        bench.time.pass(Duration.ofSeconds(3));
    }

    @Test
    void theVtnsAnswerComesBackWithStatusAndBody() {
        bench.open();
        CompletableFuture<OpenAdrAnswer> answer = bench.send("1");
        SignedMessage request = requests().get(0);
        OpenAdrExchange refusal = new OpenAdrExchange(
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                406,
                java.util.Optional.of("text/plain"),
                Octets.ofText("no"));
        bench.deliver(bench.gateway.answer(request, refusal));
        assertThat(answer)
                .isCompletedWithValue(
                        new OpenAdrAnswer.Answered(406, java.util.Optional.of("text/plain"), Octets.ofText("no")));
        assertThat(bench.journal.names()).isEmpty();
    }

    @Test
    void theSignedOctetsAreStoredBeforeTheyLeave() {
        bench.open();
        bench.say("1");
        SignedMessage request = requests().get(0);
        assertThat(bench.journal.names())
                .containsExactly("out-" + request.header().counterText());
    }

    @Test
    void whileThereIsNoLinkRequestsWaitAndNothingIsSigned() {
        bench.start();
        CompletableFuture<OpenAdrAnswer> answer = bench.send("1");
        assertThat(bench.journal.names()).isEmpty();
        assertThat(bench.status().counters().queued()).isEqualTo(1);
        bench.welcome();
        bench.deliver(bench.gateway.answer(requests().get(0), OK));
        assertThat(answer).isCompleted();
    }

    @Test
    void whatIsUnansweredIsResentLowestFirstWithTheSameOctets() {
        bench.open();
        bench.say("1");
        bench.say("2");
        List<Octets> before = bench.transport.last().take();
        drop();
        bench.say("3");
        bench.welcome();
        List<Octets> after = bench.transport.last().take();
        assertThat(after).hasSize(3);
        assertThat(after.subList(0, 2)).isEqualTo(before);
        assertThat(TestGateway.read(after.get(2)).header().counter())
                .isGreaterThan(TestGateway.read(after.get(1)).header().counter());
    }

    @Test
    void afterACrashTheSameOctetsGoOut() {
        bench.open();
        bench.say("1");
        List<Octets> before = bench.transport.last().take();
        bench.open();
        assertThat(bench.transport.last().take()).isEqualTo(before);
    }

    @Test
    void anAnswerIsTakenOnce() {
        bench.open();
        bench.say("1");
        Octets answer = bench.gateway.answer(requests().get(0), OK);
        bench.deliver(answer);
        bench.deliver(answer);
        assertThat(bench.transport.last().closes()).hasSize(1);
        assertThat(bench.status().counters().refused()).isEqualTo(1);
    }

    @Test
    void the65thMessageWaitsUntilTheLowestIsAnswered() {
        bench.open();
        for (int index = 0; index < 66; index++) {
            bench.say("r" + index);
        }
        List<SignedMessage> sent = requests();
        assertThat(sent).hasSize(64);
        assertThat(bench.status().counters().queued()).isEqualTo(2);
        bench.deliver(bench.gateway.answer(sent.get(1), OK));
        assertThat(requests()).isEmpty();
        bench.deliver(bench.gateway.answer(sent.get(0), OK));
        assertThat(requests()).hasSize(2);
    }

    @Test
    void theGatewaysWindowIsKept() {
        bench.start();
        bench.deliver(bench.gateway.welcome(bench.greet(), 2));
        for (int index = 0; index < 4; index++) {
            bench.say("r" + index);
        }
        assertThat(requests()).hasSize(2);
    }

    @Test
    void aFullQueueRefusesWithAReason() {
        bench.limits(new ClientLimits(2, 100_000, 10, 100_000, 100_000)).start();
        List<CompletableFuture<OpenAdrAnswer>> answers = new ArrayList<>();
        for (int index = 0; index < 3; index++) {
            answers.add(bench.send("r" + index));
        }
        assertThat(answers.get(2)).isCompletedWithValue(new OpenAdrAnswer.NotSent("queue-full"));
        assertThat(answers.get(1)).isNotCompleted();
    }

    @Test
    void aReceiptIsAnAnswerToo() {
        bench.open();
        CompletableFuture<OpenAdrAnswer> answer = bench.send("1");
        SignedMessage request = requests().get(0);
        bench.deliver(bench.gateway.answer(
                request, Receipt.of(request, ReceiptStatus.HELD, "anomaly").content()));
        assertThat(answer).isCompletedWithValue(new OpenAdrAnswer.Receipted(ReceiptStatus.HELD, "anomaly"));
    }

    @Test
    void aReceiptForOtherOctetsLeavesTheMessageInDoubt() {
        bench.open();
        CompletableFuture<OpenAdrAnswer> answer = bench.send("1");
        SignedMessage request = requests().get(0);
        Receipt other = new Receipt(ReceiptStatus.STORED, Octets.ofText("other").sha256(), "");
        bench.deliver(bench.gateway.answer(request, other.content()));
        assertThat(answer)
                .isCompletedWithValue(
                        new OpenAdrAnswer.Receipted(ReceiptStatus.IN_DOUBT, "receipt-of-another-message"));
    }

    @Test
    void aLateAnswerThatHoldsARequestOfTheVtnIsHandedOverLikeAPush() {
        bench.open();
        CompletableFuture<OpenAdrAnswer> answer = bench.send("1");
        SignedMessage request = requests().get(0);
        answer.cancel(false);
        bench.deliver(bench.gateway.answer(request, Payloads.events("late")));
        assertThat(bench.listener.payloads()).hasSize(1);
        assertThat(bench.listener.payloads().get(0).message()).contains("oadrDistributeEvent");
        assertThat(bench.journal.names()).containsExactly("in-1");
    }

    @Test
    void anAnswerInTimeIsNotHandedOverAsWell() {
        bench.open();
        bench.say("1");
        bench.deliver(bench.gateway.answer(requests().get(0), Payloads.events("in time")));
        assertThat(bench.listener.payloads()).isEmpty();
    }

    @Test
    void aSocketThatTakesNoMoreHasFailed() {
        bench.open();
        bench.transport.last().accepting(false);
        bench.say("1");
        assertThat(bench.transport.last().cancelled()).isTrue();
        assertThat(bench.status().reason()).isEqualTo("send-queue");
        bench.time.pass(Duration.ofSeconds(3));
        bench.welcome();
        assertThat(requests()).hasSize(1);
    }

    @Test
    void aCongestedSocketIsGivenTime() {
        bench.open();
        bench.transport.last().queued(2 * 1024 * 1024);
        bench.say("1");
        assertThat(requests()).isEmpty();
        bench.transport.last().queued(0);
        bench.time.pass(Duration.ofMillis(60));
        assertThat(requests()).hasSize(1);
    }

    @Test
    void withOneVenNoNameTravelsAndWithTwoItDoes() throws Exception {
        bench.vens("VEN_2A", "VEN_2B").open();
        CompletableFuture<OpenAdrAnswer> nameless = bench.send("1");
        assertThat(nameless).isCompletedWithValue(new OpenAdrAnswer.NotSent("ven-missing"));
        bench.say(OpenAdrRequest.of(Payloads.createdEvent("2")).from("VEN_2B"));
        bench.time.settle();
        OpenAdrExchange seen = OpenAdrExchange.read(
                uk.route2b.protocol.message.Content.read(requests().get(0).content()), 10_000);
        assertThat(seen.ven()).contains("VEN_2B");
    }

    @Test
    void aStateOlderThanTheGatewaysMemoryRisesAboveIt() {
        bench.open();
        bench.say("1");
        LinkReaction seen = bench.gatewaySees().get(0);
        assertThat(seen.kind()).isEqualTo(LinkReaction.Kind.ACCEPT);
        long accepted = bench.gateway.received().highestAccepted();
        EngineBench restored = new EngineBench();
        restored.start();
        LinkReaction.Greet greet = restored.greet();
        restored.deliver(restored.gateway.welcome(
                greet.message(),
                new uk.route2b.protocol.link.LinkControl.Welcome(
                        9,
                        restored.time.wall().toEpochMilli(),
                        accepted + 1_000,
                        0,
                        1_000_000,
                        64,
                        uk.route2b.protocol.link.Capabilities.ALL)));
        restored.say("2");
        assertThat(TestGateway.read(restored.transport.last().take().get(0))
                        .header()
                        .counter())
                .isGreaterThan(accepted + 1_000);
    }

    @Test
    void onCloseWhatIsQueuedIsRefusedAndWhatIsSignedIsCancelled() {
        bench.open();
        CompletableFuture<OpenAdrAnswer> signed = bench.send("1");
        bench.engine.stop(() -> {});
        bench.time.settle();
        assertThat(signed).isCancelled();
        assertThat(bench.send("2")).isCompletedWithValue(new OpenAdrAnswer.NotSent("closed"));
    }
}
