package uk.route2b.cem.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.route2b.client.OpenAdrPayload;
import uk.route2b.protocol.octets.Octets;

class WaitingPayloadsTest {
    private final WaitingPayloads waiting = new WaitingPayloads();
    private final List<Long> taken = new ArrayList<>();

    private void add(long number, String message) {
        OpenAdrPayload payload =
                new OpenAdrPayload(number, Optional.empty(), Optional.of(message), Optional.empty(), Octets.EMPTY);
        waiting.add(payload, () -> taken.add(number));
    }

    private WaitingPayloads.Waiting take() {
        return waiting.take().orElseThrow();
    }

    @Test
    void whatCouldNotBeSentIsFirstAgain() {
        add(1, "oadrCreateReport");
        add(2, "oadrCancelReport");
        waiting.putBack(take());
        assertThat(take().payload().number()).isEqualTo(1);
        assertThat(taken).isEmpty();
    }

    @Test
    void whatIsSupersededWhileItIsWrittenDoesNotComeBack() {
        add(1, "oadrDistributeEvent");
        WaitingPayloads.Waiting unsent = take();
        add(2, "oadrDistributeEvent");
        waiting.forget(1);
        waiting.putBack(unsent);
        assertThat(take().payload().number()).isEqualTo(2);
        assertThat(waiting.take()).isEmpty();
    }

    @Test
    void thePayloadOfARestartComesOnce() {
        add(1, "oadrCreateReport");
        add(1, "oadrCreateReport");
        assertThat(waiting.size()).isEqualTo(1);
    }
}
