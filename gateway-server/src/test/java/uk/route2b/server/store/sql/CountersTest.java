package uk.route2b.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountersTest {
    @Test
    void countersSortAsWhatTheyAre() {
        assertThat(Counters.text(7)).isEqualTo("00000000000000000007");
        assertThat(Counters.text(-1)).isEqualTo("18446744073709551615");
        assertThat(Counters.parse(Counters.text(-1))).isEqualTo(-1);
    }
}
