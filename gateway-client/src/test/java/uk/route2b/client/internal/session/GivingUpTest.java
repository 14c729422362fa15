package uk.route2b.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import uk.route2b.client.ClientLimits;
import uk.route2b.client.OpenAdrAnswer;
import uk.route2b.client.testing.EngineBench;
import uk.route2b.client.testing.Payloads;
import uk.route2b.client.testing.TestGateway;
import uk.route2b.client.testing.TestIdentities;
import uk.route2b.protocol.link.Capabilities;
import uk.route2b.protocol.link.CloseCode;
import uk.route2b.protocol.link.LinkControl;
import uk.route2b.protocol.link.LinkReaction;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.openadr.OpenAdrExchange;

/** What can not be sent any more, or not be taken: given up and said, never tried for ever. */
class GivingUpTest {
    private static final OpenAdrExchange OK = OpenAdrExchange.of(Payloads.of("oadrResponse", "1"));

    private final EngineBench bench = new EngineBench();

    private List<Octets> sent() {
        return bench.transport.last().take();
    }

    private static OpenAdrAnswer inDoubt(String reason) {
        return new OpenAdrAnswer.Receipted(ReceiptStatus.IN_DOUBT, reason);
    }

    @Test
    void aMessageThatTheGatewaysMemoryHasPassedIsGivenUpAndTheOthersGoOn() {
        bench.open();
        CompletableFuture<OpenAdrAnswer> first = bench.send("1");
        CompletableFuture<OpenAdrAnswer> second = bench.send("2");
        List<Octets> both = sent();
        bench.transport.last().events().closed(CloseCode.REFUSED.number(), "counter-spent");
        bench.time.settle();
        assertThat(first).isCompletedWithValue(inDoubt("counter-spent"));
        assertThat(bench.status().counters().givenUp()).isEqualTo(1);
        bench.time.pass(Duration.ofSeconds(3));
        bench.welcome();
        assertThat(sent()).containsExactly(both.get(1));
        bench.deliver(bench.gateway.answer(TestGateway.read(both.get(1)), OK));
        assertThat(second.join()).isInstanceOf(OpenAdrAnswer.Answered.class);
    }

    @Test
    void whatAWelcomeDeclaresSpentIsGivenUpBeforeAnythingIsSentAgain() {
        bench.open();
        CompletableFuture<OpenAdrAnswer> first = bench.send("1");
        bench.say("2");
        List<Octets> both = sent();
        bench.transport.last().events().closed(1001, "");
        bench.time.pass(Duration.ofSeconds(3));
        long spent = TestGateway.read(both.get(0)).header().counter();
        LinkReaction.Greet greet = bench.greet();
        bench.deliver(bench.gateway.welcome(
                greet.message(),
                new LinkControl.Welcome(
                        9, TestIdentities.NOW.toEpochMilli(), 0, 0, spent, 100_000, 64, Capabilities.ALL)));
        assertThat(first).isCompletedWithValue(inDoubt("counter-spent"));
        assertThat(sent()).containsExactly(both.get(1));
    }

    @Test
    void helloSaysWhatIsSpentHere() {
        bench.open();
        for (int index = 0; index < 70; index++) {
            bench.push(bench.gateway.push(Payloads.events("" + index)));
            bench.gatewaySees();
        }
        bench.transport.last().events().closed(1001, "");
        bench.time.pass(Duration.ofSeconds(3));
        long spent = bench.greet().hello().spent();
        assertThat(spent).isPositive().isLessThan(bench.status().counters().highestAccepted());
    }

    @Test
    void aRefusalOfSomethingElseGivesNothingUp() {
        bench.open();
        CompletableFuture<OpenAdrAnswer> answer = bench.send("1");
        bench.transport.last().events().closed(CloseCode.REFUSED.number(), "shape");
        bench.time.settle();
        assertThat(answer).isNotDone();
        assertThat(bench.status().counters().givenUp()).isZero();
    }

    @Test
    void aGatewayThatRefusesBeforeAnythingWasSentCostsNothing() {
        bench.open();
        bench.transport.last().events().closed(CloseCode.REFUSED.number(), "counter-spent");
        bench.time.settle();
        assertThat(bench.status().counters().givenUp()).isZero();
    }

    @Test
    void octetsThatTheMediumLostAreGivenUpAndTheRestIsSentAgain() {
        bench.open();
        CompletableFuture<OpenAdrAnswer> first = bench.send("1");
        bench.say("2");
        List<Octets> both = sent();
        bench.journal.damage(
                OutgoingEntry.body(TestGateway.read(both.get(0)).header().counter()));
        bench.transport.last().events().closed(1001, "");
        bench.time.pass(Duration.ofSeconds(3));
        bench.welcome();
        assertThat(first).isCompletedWithValue(inDoubt("damaged"));
        assertThat(sent()).containsExactly(both.get(1));
        assertThat(bench.status().counters().damaged()).isEqualTo(1);
    }

    @Test
    void aPayloadThatTheMediumLostIsSaidAndHoldsUpNothing() {
        bench.open();
        bench.push(bench.gateway.push(Payloads.createReport("1")));
        bench.push(bench.gateway.push(Payloads.createReport("2")));
        bench.journal.damage("in-1");
        bench.open();
        assertThat(bench.state()).isEqualTo(uk.route2b.client.LinkStatus.State.OPEN);
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> bench.listener.payloads().get(2).body())
                .isInstanceOf(java.io.UncheckedIOException.class);
        bench.time.settle();
        assertThat(bench.status().counters().damaged()).isEqualTo(1);
        assertThat(bench.listener.payloads().get(3).body())
                .isEqualTo(Payloads.createReport("2").body());
    }

    @Test
    void withAFullInboxPayloadsAreParkedInOrderAndTheWayUpStaysOpen() {
        bench.limits(new ClientLimits(10, 10_000, 1, 10_000, 10_000)).open();
        for (int number = 1; number <= 4; number++) {
            bench.push(bench.gateway.push(Payloads.createReport("" + number)));
        }
        assertThat(bench.transport.last().closes()).isEmpty();
        assertThat(sent()).hasSize(1);
        CompletableFuture<OpenAdrAnswer> answer = bench.send("up");
        bench.deliver(bench.gateway.answer(TestGateway.read(sent().get(0)), OK));
        assertThat(answer).isCompleted();
        for (int number = 1; number <= 4; number++) {
            assertThat(bench.listener.payloads()).hasSize(number);
            assertThat(bench.listener.payloads().get(number - 1).body())
                    .isEqualTo(Payloads.createReport("" + number).body());
            bench.listener.takeAll();
            bench.time.settle();
        }
        assertThat(sent()).hasSize(3);
        assertThat(bench.journal.names()).isEmpty();
    }

    @Test
    void withAFullInboxTheLinkIsTriedEverMoreRarelyUntilThereIsRoom() {
        bench.limits(new ClientLimits(10, 10_000, 2, 1_000_000, 1_000_000)).open();
        bench.push(bench.gateway.push(Payloads.createReport("1")));
        bench.push(bench.gateway.push(Payloads.createReport("2")));
        List<SignedMessage> large = more();
        for (int round = 0; round < 6; round++) {
            large.forEach(this::pushIfOpen);
            assertThat(bench.transport.last().closes()).containsExactly(CloseCode.TRY_AGAIN_LATER);
            assertThat(bench.status().reason()).isEqualTo("queue-full");
            bench.time.pass(Duration.ofMinutes(5));
            bench.welcome();
        }
        large.forEach(this::pushIfOpen);
        int dials = bench.transport.dials();
        bench.time.pass(Duration.ofSeconds(5));
        assertThat(bench.transport.dials()).isEqualTo(dials);
        bench.listener.takeAll();
        bench.time.settle();
        bench.time.pass(Duration.ofSeconds(3));
        assertThat(bench.transport.dials()).isEqualTo(dials + 1);
        bench.welcome();
        bench.push(large.get(0));
        assertThat(sent()).hasSize(1);
        assertThat(bench.journal.names()).containsExactly("in-3");
    }

    /** More than can be parked: random digits, which zlib can not make much smaller than half. */
    private List<SignedMessage> more() {
        List<SignedMessage> messages = new java.util.ArrayList<>();
        for (int number = 0; number < 10; number++) {
            byte[] much = new byte[30_000];
            new java.util.Random(number).nextBytes(much);
            messages.add(
                    bench.gateway.push(Payloads.createReport(Octets.of(much).hex())));
        }
        return messages;
    }

    private void pushIfOpen(SignedMessage message) {
        if (bench.status().isOpen()) {
            bench.push(message);
        }
    }

    @Test
    void aJournalThatFailsIsLookedAtEveryFewSecondsWithoutDialling() {
        bench.open();
        bench.journal.failing(true);
        bench.say("1");
        assertThat(sent()).isEmpty();
        int dials = bench.transport.dials();
        bench.time.pass(Duration.ofMinutes(10));
        assertThat(bench.transport.dials()).isEqualTo(dials);
        assertThat(bench.status().reason()).isEqualTo("journal");
        bench.journal.failing(false);
        bench.time.pass(Duration.ofSeconds(6));
        bench.welcome();
        assertThat(sent()).hasSize(1);
        assertThat(bench.status().reason()).isEmpty();
    }
}
