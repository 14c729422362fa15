package uk.route2b.server.checks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.route2b.server.register.CemKey;
import uk.route2b.server.register.CemStatus;
import uk.route2b.server.register.CurrentStates;
import uk.route2b.server.register.Register;
import uk.route2b.server.register.RegisterBuilder;
import uk.route2b.server.testing.DemoFiles;

/** The fleet that a cap is a share of follows the orders of operators. */
class ActiveCemsTest {
    @Test
    void aCemThatIsSuspendedCountsNoMoreUntilItIsActiveAgain(@TempDir Path folder) {
        DemoFiles files = new DemoFiles(folder, Instant.now());
        Register register = RegisterBuilder.build(files.withoutTunnel("1"), Instant.now())
                .register()
                .orElseThrow();
        CurrentStates states = new CurrentStates(register);
        AtomicLong now = new AtomicLong();
        ActiveCems active = new ActiveCems(register, states, now::get);
        assertThat(active.of(DemoFiles.DSRSP)).isEqualTo(2);

        states.take(Map.of(new CemKey(DemoFiles.DSRSP, DemoFiles.CEM_1), CemStatus.SUSPENDED));
        now.addAndGet(10_000);
        assertThat(active.of(DemoFiles.DSRSP)).isEqualTo(1);

        states.take(Map.of());
        now.addAndGet(10_000);
        assertThat(active.of(DemoFiles.DSRSP)).isEqualTo(2);
    }
}
