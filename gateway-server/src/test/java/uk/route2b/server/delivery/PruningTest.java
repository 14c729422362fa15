package uk.route2b.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import uk.route2b.server.clock.SigningClock;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.store.AuditRecord;
import uk.route2b.server.store.DoubtSpan;
import uk.route2b.server.store.Exchange;
import uk.route2b.server.store.Retention;
import uk.route2b.server.store.StoreException;
import uk.route2b.server.store.Upkeep;
import uk.route2b.server.testing.HandTimers;

/** The clean-up comes by itself, goes on while there is something, and a store that fails does not end it. */
class PruningTest {
    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final HandTimers timers = new HandTimers(Instant.parse("2026-11-25T00:00:00Z"));
    private final Rows rows = new Rows();
    private final Pruning pruning = begun(rows, new SigningClock(timers, timers::nanos, OptionalLong.empty()));

    private Pruning begun(Rows store, SigningClock clock) {
        return new Pruning(store, Retention.DEFAULT, clock, timers, INTERVAL, Runnable::run).start();
    }

    @Test
    void theFirstRoundIsOneIntervalAfterTheStartAndTakesAllThatIsOldALittleAtATime() {
        rows.old = 1_050;
        timers.pass(INTERVAL.minus(SHORT));
        assertThat(rows.asked).isEmpty();

        timers.pass(SHORT);
        assertThat(rows.old).as("the first step leaves room for others").isEqualTo(850);
        timers.pass(SHORT);

        assertThat(rows.old).isZero();
        assertThat(rows.asked).hasSize(7);
    }

    @Test
    void withNothingLeftItComesAgainAfterTheNextInterval() {
        timers.pass(INTERVAL.multipliedBy(3));

        assertThat(rows.asked)
                .containsExactly(
                        timers.millis() - INTERVAL.toMillis() * 2,
                        timers.millis() - INTERVAL.toMillis(),
                        timers.millis());
    }

    @Test
    void afterAStoreThatFailedItIsTriedAgain() {
        rows.old = 10;
        rows.fails = true;
        timers.pass(INTERVAL);
        assertThat(rows.old).isEqualTo(10);

        rows.fails = false;
        timers.pass(INTERVAL);

        assertThat(rows.old).isZero();
    }

    /** By a clock that ran ahead everything would be past its retention. */
    @Test
    void whileTheClockIsNotTrustedNothingGoes() {
        Rows kept = new Rows();
        kept.old = 10;
        long longAgo = timers.millis() - Duration.ofDays(30).toMillis();
        SigningClock doubtful = new SigningClock(timers, timers::nanos, OptionalLong.of(longAgo));
        Pruning waiting = begun(kept, doubtful);
        timers.pass(INTERVAL.multipliedBy(3));
        waiting.close();

        assertThat(kept.asked).isEmpty();
        assertThat(kept.old).isEqualTo(10);
    }

    @Test
    void onceClosedItLeavesNoTimerBehind() {
        pruning.close();
        timers.pass(INTERVAL.multipliedBy(2));

        assertThat(rows.asked).isEmpty();
        assertThat(timers.waiting()).isZero();
    }

    /** A store with so many rows past their retention. */
    private static final class Rows implements Upkeep {
        private final List<Long> asked = new ArrayList<>();
        private int old;
        private boolean fails;

        @Override
        public int prune(Retention retention, long nowMillis, int most) {
            asked.add(nowMillis);
            if (fails) {
                throw new StoreException("no room", "make some", new IllegalStateException("full"));
            }
            int gone = Math.min(old, most);
            old -= gone;
            return gone;
        }

        @Override
        public List<AuditRecord> audit(CemKey key, long number, int most) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Exchange> transcript(CemKey key, long fromMillis, long untilMillis, long number, int most) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void restored(DoubtSpan span) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<DoubtSpan> doubt() {
            throw new UnsupportedOperationException();
        }
    }
}
