package uk.route2b.client.internal.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.route2b.client.internal.session.EngineThread;
import uk.route2b.client.testing.FakeMeter;
import uk.route2b.client.testing.HandTime;
import uk.route2b.client.testing.TestIdentities;
import uk.route2b.protocol.octets.Octets;

class AlertSenderTest {
    private final HandTime time = new HandTime(TestIdentities.NOW);
    private final FakeMeter meter = new FakeMeter();
    private final List<Error> swallowed = new ArrayList<>();
    private int sent;

    private final AlertSender sender = new AlertSender(meter, new Executor(), () -> sent++);

    /** Like the executor of the home thread, which says nothing of an Error. */
    private final class Executor implements EngineThread {
        private Runnable swallowing(Runnable task) {
            return () -> {
                try {
                    task.run();
                } catch (Error error) {
                    swallowed.add(error);
                }
            };
        }

        @Override
        public void run(Runnable task) {
            time.run(swallowing(task));
        }

        @Override
        public Timer after(Duration delay, Runnable task) {
            return time.after(delay, swallowing(task));
        }
    }

    @Test
    void anErrorInTheSoftwareOfTheMeterIsNotTheEndOfAllAlerts() {
        meter.breakOnce(new NoClassDefFoundError("the test's meter"));
        sender.send(Octets.ofText("1"), 7);
        time.pass(Duration.ofSeconds(5));
        assertThat(meter.alerts()).hasSize(1);
        sender.send(Octets.ofText("2"), 8);
        time.settle();
        assertThat(meter.alerts()).hasSize(2);
        assertThat(sent).isEqualTo(2);
        assertThat(swallowed).as("lost without a word").isEmpty();
    }
}
