package uk.route2b.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SleepWatchTest {
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Deque<Runnable> ticks = new ArrayDeque<>();
    private long millis = 1_700_000_000_000L;
    private final SleepWatch watch = new SleepWatch(() -> Instant.ofEpochMilli(millis), (delay, task) -> {
                ticks.add(task);
                return () -> {};
            })
            .start();

    private void awake(Duration time) {
        for (long end = millis + time.toMillis(); millis < end; ) {
            millis += LOOK.toMillis();
            Objects.requireNonNull(ticks.poll()).run();
        }
    }

    @Test
    void whoeverIsAwakeIsNotWaking() {
        awake(Duration.ofMinutes(1));

        assertThat(watch.isWaking()).isFalse();
    }

    @Test
    void afterASleepItIsWakingForASecond() {
        awake(Duration.ofSeconds(5));
        millis += 30_000;

        assertThat(watch.isWaking()).as("before any timer has run").isTrue();
        awake(Duration.ofMillis(750));
        assertThat(watch.isWaking()).isTrue();
        awake(Duration.ofMillis(500));
        assertThat(watch.isWaking()).isFalse();
    }

    @Test
    void sleepsAreCounted() {
        awake(Duration.ofSeconds(5));
        assertThat(watch.sleeps()).isZero();
        millis += 30_000;
        assertThat(watch.sleeps()).as("before any timer has run").isEqualTo(1);
        awake(Duration.ofSeconds(5));
        millis += 30_000;
        awake(Duration.ofSeconds(1));
        assertThat(watch.sleeps()).isEqualTo(2);
    }

    @Test
    void aBusyMomentIsNoSleep() {
        awake(Duration.ofSeconds(5));
        millis += 1_900;

        assertThat(watch.isWaking()).isFalse();
    }

    @Test
    void aClockThatWasSetBackIsNoSleep() {
        awake(Duration.ofSeconds(5));
        millis -= 3_600_000;
        assertThat(watch.isWaking()).isFalse();
        awake(Duration.ofSeconds(1));

        assertThat(watch.isWaking()).isFalse();
    }

    @Test
    void afterTheStopNothingIsLookedAt() {
        watch.close();
        Objects.requireNonNull(ticks.poll()).run();

        assertThat(ticks).isEmpty();
    }
}
