package uk.route2b.server.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.route2b.server.testing.MemoryStore;

class HealthTest {
    @Test
    void onePartThatIsDownIsNamedWithTheReason() {
        Health.Report report =
                new Health(Map.of("clock", () -> Optional.of("it has jumped"), "store", Optional::empty)).look();

        assertThat(report.isUp()).isFalse();
        assertThat(report.parts()).containsEntry("clock", "down").containsEntry("store", "up");
        assertThat(report.reasons()).containsOnly(Map.entry("clock", "it has jumped"));
    }

    @Test
    void withEveryPartUpItIsUp() {
        assertThat(new Health(Map.of("store", Optional::empty)).look().isUp()).isTrue();
    }

    @Test
    void aStoreThatCannotBeWrittenIsDownUntilItCan() {
        MemoryStore store = new MemoryStore();
        Health health = new Health(Map.of("store", new StoreLook(store)));
        store.fail(true);
        assertThat(health.look().reasons()).containsKey("store");
        store.fail(false);

        assertThat(health.look().isUp()).isTrue();
    }
}
