package uk.route2b.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.server.configuration.FallbackPolicy;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.PayloadFacts;
import uk.route2b.server.store.PayloadRecord;
import uk.route2b.server.store.PayloadState;
import uk.route2b.server.testing.DemoFiles;

/** Which payload of one CEM goes by 2a next. */
class FallbackPlanTest {
    private static final CemKey KEY = new CemKey(DemoFiles.DSRSP, DemoFiles.CEM_1);
    private static final long RESEND = FallbackPolicy.DEFAULT.resend().toMillis();

    private final FallbackPlan plan = new FallbackPlan(FallbackPolicy.DEFAULT);
    private final PayloadRecord signed = payload(1, OptionalLong.of(100));
    private final PayloadRecord queued = payload(2, OptionalLong.empty());
    private final List<PayloadRecord> both = List.of(signed, queued);

    private static PayloadRecord payload(long number, OptionalLong counter) {
        return new PayloadRecord(
                number,
                KEY,
                new PayloadFacts("cancel", "VEN_1", true, false, OptionalLong.empty()),
                Octets.EMPTY,
                0,
                0,
                counter.isPresent() ? PayloadState.SENT : PayloadState.QUEUED,
                counter,
                "",
                false);
    }

    @Test
    void whatIsSignedGoesFirstThenWhatIsQueuedThenRepeats() {
        assertThat(plan.next(both, 0)).contains(signed);
        plan.sent(1, 0);
        assertThat(plan.next(both, RESEND)).contains(queued);
        assertThat(plan.next(List.of(signed), RESEND)).contains(signed);
    }

    @Test
    void whatCannotBeSignedIsPutOffForAMinute() {
        plan.sent(1, 0);
        plan.putOff(5_000);

        assertThat(plan.next(both, 64_999)).isEmpty();
        assertThat(plan.next(both, 65_000)).contains(queued);
        plan.putOff(RESEND);
        List<PayloadRecord> many = new ArrayList<>(both);
        for (long number = 3; number < 100; number++) {
            many.add(payload(number, OptionalLong.empty()));
        }
        assertThat(plan.next(many, RESEND)).as("however many are queued").contains(signed);
    }
}
