package uk.route2b.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.route2b.client.OpenAdrPayload;
import uk.route2b.client.testing.EngineBench;
import uk.route2b.client.testing.Payloads;
import uk.route2b.client.testing.TestGateway;
import uk.route2b.protocol.message.Content;
import uk.route2b.protocol.message.Receipt;
import uk.route2b.protocol.message.ReceiptStatus;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.octets.MalformedException;
import uk.route2b.protocol.octets.Octets;

/** A CEM that goes on from an old copy of its state. */
class RestoredTest {
    private final EngineBench bench = new EngineBench();

    private Receipt receipt() throws MalformedException {
        List<Octets> sent = bench.transport.last().take();
        return Receipt.read(
                Content.read(TestGateway.read(sent.get(sent.size() - 1)).content())
                        .body());
    }

    private void pass() {
        bench.time.pass(Duration.ofMinutes(10));
        bench.gateway.at(bench.time.wall().toEpochMilli());
    }

    /** The copy is made now; later the state is lost, and it is put back. */
    private Octets copy() {
        return bench.journal.state().orElseThrow();
    }

    private void restore(Octets copy) throws Exception {
        Octets marked =
                StoredState.read(copy).restored(bench.time.wall().minus(Duration.ofHours(1)), bench.time.wall());
        bench.journal.replace(marked);
    }

    @Test
    void whatTheCopyDoesNotKnowFromBeforeIsInDoubtAndNotActedOn() throws Exception {
        bench.open();
        Octets copy = copy();
        pass();
        SignedMessage between = bench.gateway.push(Payloads.events("between"));
        pass();
        restore(copy);
        bench.open();
        bench.push(between);
        assertThat(receipt().status()).isEqualTo(ReceiptStatus.IN_DOUBT);
        assertThat(bench.listener.payloads()).isEmpty();
        assertThat(bench.status().counters().doubted()).isEqualTo(1);
        bench.push(between);
        assertThat(receipt().detail()).isEqualTo("restored");
    }

    @Test
    void whatIsSignedAfterTheFirstWelcomeIsTakenWhateverThisClockSays() throws Exception {
        bench.open();
        Octets copy = copy();
        pass();
        bench.time.step(Duration.ofSeconds(50)); // ahead of the gateway
        restore(copy);
        bench.start();
        bench.gateway.at(bench.time.wall().minusSeconds(50).toEpochMilli());
        bench.welcomeAt(bench.time.wall().minusSeconds(50));
        bench.gateway.at(bench.time.wall().minusSeconds(49).toEpochMilli());
        bench.push(bench.gateway.push(Payloads.events("after")));
        assertThat(receipt().status()).isEqualTo(ReceiptStatus.STORED);
        assertThat(bench.listener.payloads()).hasSize(1);
    }

    @Test
    void whatTheCopyKnowsIsAnsweredAgainAsItWas() throws Exception {
        bench.open();
        SignedMessage before = bench.gateway.push(Payloads.events("before"));
        bench.push(before);
        Octets copy = copy();
        pass();
        restore(copy);
        bench.open();
        bench.push(before);
        assertThat(receipt().status()).isEqualTo(ReceiptStatus.STORED);
    }

    @Test
    void noCounterIsUsedAgainAlsoIfTheClockStoodStill() throws Exception {
        bench.open();
        Octets copy = copy();
        bench.say("lost");
        long used =
                TestGateway.read(bench.transport.last().take().get(0)).header().counter();
        bench.gateway.receive(bench.journal.lastBody("out-" + Long.toUnsignedString(used)));
        restore(copy);
        bench.time.pass(Duration.ofSeconds(1));
        bench.open();
        bench.say("new");
        assertThat(TestGateway.read(bench.transport.last().take().get(0))
                        .header()
                        .counter())
                .isGreaterThan(used);
    }

    @Test
    void payloadsGetNumbersThatTheLostStateHasNotGiven() throws Exception {
        bench.open();
        Octets copy = copy();
        pass();
        bench.push(bench.gateway.push(Payloads.events("lost")));
        restore(copy);
        bench.open();
        bench.push(bench.gateway.push(Payloads.events("new")));
        assertThat(bench.listener.payloads())
                .extracting(OpenAdrPayload::number)
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void theStatusSaysThatItGoesOnFromACopyAndRemembersIt() throws Exception {
        bench.open();
        assertThat(bench.status().restored()).isEmpty();
        restore(copy());
        bench.open();
        assertThat(bench.status().restored().orElseThrow().bounded()).isTrue();
        bench.open();
        assertThat(bench.status().restored()).isPresent();
    }
}
