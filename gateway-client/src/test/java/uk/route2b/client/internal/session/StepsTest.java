package uk.route2b.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.route2b.client.spi.Step;
import uk.route2b.client.testing.EngineBench;
import uk.route2b.client.testing.Payloads;
import uk.route2b.client.testing.TestGateway;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.openadr.OpenAdrExchange;

class StepsTest {
    private final EngineBench bench = new EngineBench();
    private final List<Step> seen = new ArrayList<>();

    private List<Step> take() {
        List<Step> news = List.copyOf(seen);
        seen.clear();
        return news;
    }

    @Test
    void aPayloadOfTheVtnPassesEachStepDownInOrder() {
        bench.steps(seen::add).open();
        take();
        bench.push(bench.gateway.push(Payloads.events("1")));
        assertThat(take())
                .containsExactly(Step.DOWN_1_TAKEN, Step.DOWN_2_STORED, Step.DOWN_3_ANSWERED, Step.DOWN_4_HANDED);
        bench.listener.takeAll();
        bench.time.settle();
        assertThat(take()).containsExactly(Step.DOWN_5_DONE);
    }

    @Test
    void aRequestOfTheVenPassesEachStepUpInOrder() {
        bench.steps(seen::add).open();
        take();
        bench.say("1");
        assertThat(take()).containsExactly(Step.UP_1_SIGNED, Step.UP_2_SENT);
        SignedMessage request = TestGateway.read(bench.transport.last().take().get(0));
        bench.deliver(bench.gateway.answer(request, OpenAdrExchange.of(Payloads.of("oadrResponse", "1"))));
        assertThat(take()).containsExactly(Step.UP_3_ANSWER_TAKEN, Step.UP_4_SETTLED, Step.UP_5_TOLD);
    }

    @Test
    void whatIsSentAgainIsSentAgainAndNothingElse() {
        bench.steps(seen::add).open();
        bench.say("1");
        SignedMessage push = bench.gateway.push(Payloads.events("1"));
        bench.push(push);
        bench.transport.last().events().closed(1001, "");
        bench.time.pass(Duration.ofSeconds(3));
        take();
        bench.welcome();
        assertThat(take()).containsExactly(Step.UP_2_SENT);
        bench.push(push);
        assertThat(take()).containsExactly(Step.DOWN_3_ANSWERED);
    }
}
