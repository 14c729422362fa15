package uk.route2b.server.vtn;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.configuration.PushAnswer;
import uk.route2b.server.register.Vtn;

/** The line in front of one VTN. */
class BoundedUpstreamTest {
    private static final VtnAnswer GOOD = new VtnAnswer(200, Optional.empty(), Octets.EMPTY);
    private static final Vtn ONE_AT_ONCE = new Vtn(
            "vtn",
            URI.create("http://127.0.0.1:1"),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            1,
            PushAnswer.AFTER_CEM,
            Optional.empty());

    private static VtnRequest of(String ven) {
        return new VtnRequest(ONE_AT_ONCE, ven, "OadrPoll", Optional.empty(), Octets.EMPTY);
    }

    @Test
    void noMoreThanItsNumberAreUnderWayAndTheOthersKeepTheirOrder() {
        List<String> asked = new ArrayList<>();
        List<CompletableFuture<VtnAnswer>> answers = new ArrayList<>();
        BoundedUpstream line = new BoundedUpstream(request -> {
            asked.add(request.ven());
            answers.add(new CompletableFuture<>());
            return answers.get(answers.size() - 1);
        });
        List.of("first", "second", "third").forEach(ven -> line.forward(of(ven)));

        assertThat(asked).containsExactly("first");
        answers.get(0).complete(GOOD);
        assertThat(asked).containsExactly("first", "second");
        answers.get(1).completeExceptionally(new IllegalStateException("a bug"));
        assertThat(asked).containsExactly("first", "second", "third");
    }

    @Test
    void aRequestThatThrowsIsAnsweredAndCostsNoPlace() {
        BoundedUpstream line = new BoundedUpstream(request -> {
            if (request.ven().equals("broken")) {
                throw new IllegalArgumentException("unexpected char in a header");
            }
            return CompletableFuture.completedFuture(GOOD);
        });

        assertThat(line.forward(of("broken"))).isCompletedWithValue(VtnAnswer.UNAVAILABLE);
        assertThat(line.forward(of("right"))).isCompletedWithValue(GOOD);
    }
}
