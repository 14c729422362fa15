package uk.route2b.simulator.ven;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void waitsGrowUpToTheLimitAndStartAgainAfterASuccess() {
        Backoff backoff = new Backoff();
        assertThat(backoff.failed()).isEqualTo(250);
        assertThat(backoff.failed()).isEqualTo(500);
        for (int i = 0; i < 10; i++) {
            assertThat(backoff.failed()).isLessThanOrEqualTo(Backoff.LONGEST_MILLIS);
        }
        assertThat(backoff.failed()).isEqualTo(Backoff.LONGEST_MILLIS);
        backoff.succeeded();
        assertThat(backoff.failed()).isEqualTo(250);
    }
}
