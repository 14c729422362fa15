package uk.route2b.prove.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import uk.route2b.prove.run.Counts;

/** A run that met too little of what it wanted to meet fails although nothing was broken. */
class RequirementsTest {
    @Test
    void aThousandRoundsWithTwentyKillsAtEachStepAndEverythingSeenPass() {
        assertThat(Requirements.missed(full(20), true, true)).isEmpty();
    }

    @Test
    void nineteenKillsAtAStepAreTooFew() {
        Counts counts = full(20);
        counts.add(Names.KILLS_AT + "cem UP_1_SIGNED", -1);

        assertThat(Requirements.missed(counts, true, false))
                .containsExactly("only 19 kills at cem UP_1_SIGNED, 20 wanted");
    }

    @Test
    void whatNeverHappenedFails() {
        Counts counts = full(20);
        counts.add(Names.JOINS, -counts.of(Names.JOINS));

        assertThat(Requirements.missed(counts, true, false)).containsExactly("no " + Names.JOINS);
    }

    @Test
    void killsInSilenceFail() {
        Counts counts = full(20);
        counts.add(Names.UNDER_WAY, -101);

        assertThat(Requirements.missed(counts, true, false)).hasSize(1);
    }

    @Test
    void aShortRunOwesNoStep() {
        Counts counts = new Counts();
        counts.add(Names.ROUNDS, 10);
        counts.add(Names.KILLS, 10);
        counts.add(Names.UNDER_WAY, 9);

        assertThat(Requirements.missed(counts, true, true)).isEmpty();
        assertThat(Requirements.neverKilledAt(counts)).hasSize(22);
    }

    private static Counts full(int perStep) {
        Counts counts = new Counts();
        counts.add(Names.ROUNDS, 1000);
        counts.add(Names.KILLS, 1000);
        counts.add(Names.UNDER_WAY, 1000);
        Cycle.names().forEach(step -> counts.add(Names.KILLS_AT + step, perStep));
        for (String name : Requirements.NEVER_ZERO) {
            counts.add(name, 5);
        }
        counts.add(Names.STALE, 3);
        return counts;
    }
}
