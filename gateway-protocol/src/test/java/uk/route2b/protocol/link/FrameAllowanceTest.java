package uk.route2b.protocol.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a peer may spend on frames, without a socket. */
class FrameAllowanceTest {
    private static final int MOST = 10_000;

    private final AtomicLong nanos = new AtomicLong();
    private final FrameAllowance allowance = new FrameAllowance(MOST, nanos::get);

    @Test
    void aMessageMayComeInManyFramesAndNotInMore() {
        for (int number = 1; number < FrameAllowance.OF_A_MESSAGE; number++) {
            assertThat(allowance.part(1, false)).isEmpty();
        }
        assertThat(allowance.part(1, true)).isEmpty();
        for (int number = 0; number < FrameAllowance.OF_A_MESSAGE; number++) {
            assertThat(allowance.part(0, false)).isEmpty();
        }
        assertThat(allowance.part(0, false)).contains(CloseCode.POLICY);
    }

    @Test
    void theOctetsOfAllFramesCountAndOnlyOfOneMessage() {
        assertThat(allowance.part(MOST - 1, false)).isEmpty();
        assertThat(allowance.part(1, true)).isEmpty();
        assertThat(allowance.part(MOST, false)).isEmpty();
        assertThat(allowance.part(1, false)).contains(CloseCode.TOO_BIG);
    }

    /** A frame may say that it has 2^63 octets, and the next one as well. */
    @Test
    void whatIsTooMuchStaysTooMuchHoweverMuchMoreItIs() {
        assertThat(allowance.part(1, false)).isEmpty();
        assertThat(allowance.part(Long.MAX_VALUE, false)).contains(CloseCode.TOO_BIG);
        assertThat(allowance.part(Long.MAX_VALUE, true)).contains(CloseCode.TOO_BIG);
        assertThat(allowance.part(MOST, true)).isEmpty();
    }

    @Test
    void pingsAreTakenAsFastAsTheyAreAllowedAndNoFaster() {
        for (int number = 0; number < FrameAllowance.CONTROL_AT_ONCE; number++) {
            assertThat(allowance.control()).isEmpty();
        }
        assertThat(allowance.control()).contains(CloseCode.POLICY);
    }

    @Test
    void whoPingsEveryFiveSecondsNeverNotices() {
        for (int number = 0; number < 100_000; number++) {
            assertThat(allowance.control()).isEmpty();
            nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        }
    }
}
