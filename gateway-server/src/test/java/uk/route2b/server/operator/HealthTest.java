package uk.route2b.server.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthTest {
    @Test
    void onePartThatIsDownIsNamed() {
        Health.Report report = new Health(Map.of("clock", () -> false, "store", () -> true)).look();

        assertThat(report.isUp()).isFalse();
        assertThat(report.parts()).containsEntry("clock", "down").containsEntry("store", "up");
    }

    @Test
    void withEveryPartUpItIsUp() {
        assertThat(new Health(Map.of("store", () -> true)).look().isUp()).isTrue();
    }
}
