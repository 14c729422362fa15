package uk.route2b.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import uk.route2b.client.spi.Clock;
import uk.route2b.client.testing.HandTime;
import uk.route2b.client.testing.MemoryJournal;
import uk.route2b.client.testing.TestIdentities;

/** A device whose battery is empty: its clock begins in 1970 at every start. */
class TimekeeperTest {
    private static final Instant SIGNED = TestIdentities.NOW;

    private final MemoryJournal journal = new MemoryJournal();
    private final HandTime clock = new HandTime(Instant.EPOCH);

    private StateKeeper keeper() throws IOException {
        return StateKeeper.open(journal, clock, TestIdentities.shared().record());
    }

    private Instant validity(StateKeeper keeper) {
        return new Timekeeper(clock, keeper.state().time())
                .validity(keeper.state().time());
    }

    @Test
    void whatTheDsrspSignedRunsOnWithTheMonotonicClock() {
        Timekeeper time = new Timekeeper(clock, KnownTime.NONE);
        KnownTime known = KnownTime.NONE.atLeast(SIGNED.toEpochMilli());
        assertThat(time.validity(known)).isEqualTo(SIGNED);
        clock.pass(Duration.ofDays(3));
        assertThat(time.validity(known)).isEqualTo(SIGNED.plus(Duration.ofDays(3)));
    }

    @Test
    void itRunsOnWhereAClockStandsStill() {
        Clock stopped = new Clock() {
            @Override
            public Instant wall() {
                return Instant.EPOCH;
            }

            @Override
            public long monotonicNanos() {
                return clock.monotonicNanos();
            }
        };
        Timekeeper time = new Timekeeper(stopped, KnownTime.NONE.atLeast(SIGNED.toEpochMilli()));
        clock.pass(Duration.ofHours(1));
        assertThat(time.validity(KnownTime.NONE)).isEqualTo(SIGNED.plus(Duration.ofHours(1)));
    }

    @Test
    void aRestartTakesNothingBackThatWasStored() throws Exception {
        StateKeeper keeper = keeper();
        keeper.commit(keeper.state().with(keeper.state().time().atLeast(SIGNED.toEpochMilli())));
        clock.pass(Duration.ofDays(30));
        keeper.commit(keeper.state());
        clock.step(Duration.ofDays(-30));
        assertThat(validity(keeper())).isEqualTo(SIGNED.plus(Duration.ofDays(30)));
    }

    @Test
    void aWelcomeThatSaysLessTakesNothingBack() {
        Timekeeper time = new Timekeeper(clock, KnownTime.NONE);
        KnownTime known = KnownTime.NONE.atLeast(SIGNED.toEpochMilli());
        time.trust(SIGNED.minus(Duration.ofDays(1)).toEpochMilli());
        assertThat(time.validity(known)).isEqualTo(SIGNED);
        time.trust(SIGNED.plus(Duration.ofDays(1)).toEpochMilli());
        time.trust(SIGNED.toEpochMilli());
        assertThat(time.validity(known)).isEqualTo(SIGNED.plus(Duration.ofDays(1)));
    }

    @Test
    void aClockThatNobodyHasSetKnowsNothing() throws Exception {
        StateKeeper keeper = keeper();
        clock.pass(Duration.ofDays(1));
        keeper.commit(keeper.state());
        assertThat(keeper.state().time().leastMillis()).isZero();
    }
}
