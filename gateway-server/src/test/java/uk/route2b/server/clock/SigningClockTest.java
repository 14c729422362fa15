package uk.route2b.server.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SigningClockTest {
    private Instant wall = Instant.parse("2026-11-23T12:00:00Z");
    private Duration elapsed = Duration.ZERO;
    private final SigningClock clock = new SigningClock(() -> wall, () -> elapsed.toNanos(), OptionalLong.empty());

    private void pass(Duration onTheWall, Duration really) {
        wall = wall.plus(onTheWall);
        elapsed = elapsed.plus(really);
    }

    @Test
    void timeThatPassesIsNoJump() {
        pass(Duration.ofDays(400), Duration.ofDays(400));

        assertThat(clock.maySign()).isTrue();
        assertThat(clock.instant()).isEqualTo(wall);
        assertThat(clock.monotonicMillis()).isEqualTo(Duration.ofDays(400).toMillis());
    }

    @Test
    void sixtySecondsAheadAreNoJump() {
        pass(Duration.ofSeconds(60), Duration.ZERO);

        assertThat(clock.maySign()).isTrue();
    }

    @Test
    void moreThanSixtySecondsAheadStopSigningForGood() {
        pass(Duration.ofMillis(60_001), Duration.ZERO);
        assertThat(clock.maySign()).isFalse();
        pass(Duration.ofMillis(-60_001), Duration.ZERO);

        assertThat(clock.maySign()).isFalse();
    }

    @Test
    void aStepBackIsFollowed() {
        pass(Duration.ofHours(-3), Duration.ZERO);
        assertThat(clock.maySign()).isTrue();
        pass(Duration.ofSeconds(61), Duration.ZERO);

        assertThat(clock.maySign()).isFalse();
    }

    @Test
    void aClockThatRunsALittleFastIsFollowed() {
        for (int hour = 0; hour < 1000; hour++) {
            pass(Duration.ofHours(1).plusSeconds(1), Duration.ofHours(1));
            assertThat(clock.maySign()).isTrue();
        }
    }

    @Test
    void aClockMoreThanSevenDaysAfterWhatWasStoredLastStopsSigningFromTheStart() {
        long stored = wall.minus(Duration.ofDays(7)).toEpochMilli();
        assertThat(startedAfter(stored).maySign()).isTrue();
        assertThat(startedAfter(stored - 1000).maySign()).isFalse();
    }

    private SigningClock startedAfter(long storedMillis) {
        return new SigningClock(() -> wall, () -> elapsed.toNanos(), OptionalLong.of(storedMillis));
    }
}
