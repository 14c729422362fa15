package uk.route2b.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    private final Lifecycle lifecycle = new Lifecycle();
    private final List<String> stopped = new ArrayList<>();

    @Test
    void whatStartedFirstStopsLast() {
        lifecycle.started("a", () -> stopped.add("a"));
        lifecycle.started("b", () -> stopped.add("b"));
        assertThat(lifecycle.running()).isEqualTo(2);
        lifecycle.close();

        assertThat(stopped).containsExactly("b", "a");
        assertThat(lifecycle.running()).isZero();
    }

    @Test
    void everyPartIsTriedAndAllFailuresAreReportedTogether() {
        lifecycle.started("a", () -> stopped.add("a"));
        lifecycle.started("b", () -> {
            throw new IOException("b is stuck");
        });
        lifecycle.started("c", () -> {
            throw new IllegalStateException("c is stuck");
        });

        assertThatThrownBy(lifecycle::close)
                .satisfies(failures -> assertThat(failures.getSuppressed()).hasSize(2));
        assertThat(stopped).containsExactly("a");
    }

    @Test
    void stoppingTwiceStopsOnce() {
        lifecycle.started("a", () -> stopped.add("a"));
        lifecycle.close();
        lifecycle.close();

        assertThat(stopped).containsExactly("a");
    }
}
