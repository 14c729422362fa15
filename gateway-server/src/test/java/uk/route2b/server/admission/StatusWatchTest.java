package uk.route2b.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.route2b.server.clock.SigningClock;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.register.CemStatus;
import uk.route2b.server.register.CurrentStates;
import uk.route2b.server.register.Register;
import uk.route2b.server.store.StatusStore;
import uk.route2b.server.testing.HandTimers;

/** What is looked at every two seconds, whatever happens at one of the looks. */
class StatusWatchTest {
    private final HandTimers timers = new HandTimers(Instant.parse("2026-11-23T12:00:00Z"));
    private final AtomicInteger looks = new AtomicInteger();
    private int reads;
    private boolean broken;
    private boolean brokenLinks;

    @BeforeEach
    void start() {
        StatusStore store = new StatusStore() {
            @Override
            public Map<CemKey, CemStatus> statuses() {
                if (broken) {
                    throw new IllegalStateException("a bug");
                }
                reads++;
                return Map.of();
            }

            @Override
            public boolean changeStatus(CemKey key, CemStatus status, long nowMillis) {
                throw new UnsupportedOperationException("nobody changes one here");
            }
        };
        SigningClock clock = new SigningClock(timers, timers::nanos, OptionalLong.empty());
        new StatusWatch(store, new CurrentStates(new Register(List.of())), clock, timers, Runnable::run, this::links)
                .start();
    }

    private void links() {
        looks.incrementAndGet();
        if (brokenLinks) {
            throw new IllegalStateException("another bug");
        }
    }

    @Test
    void aFaultInTheReadingOfStatesEndsNeitherTheLooksNorThoseAtLinks() {
        broken = true;
        timers.pass(StatusWatch.INTERVAL);
        assertThat(looks).hasValue(1);
        broken = false;
        timers.pass(StatusWatch.INTERVAL);

        assertThat(reads).isEqualTo(2);
        assertThat(looks).hasValue(2);
    }

    @Test
    void aFaultAtTheLinksEndsNoLooks() {
        brokenLinks = true;
        timers.pass(StatusWatch.INTERVAL.multipliedBy(2));

        assertThat(looks).hasValue(2);
    }
}
