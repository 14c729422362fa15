package uk.route2b.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

    @Test
    void nothingIsShownWhereNobodyWatches() {
        TestConsole console = new TestConsole(false);
        try (Progress progress = new Progress(console.console(), CLOCK, "devices", 10)) {
            progress.add(5);
        }
        assertThat(console.run(0).err()).isEmpty();
    }

    @Test
    void aTerminalSeesTheLastFigure() {
        TestConsole console = new TestConsole(true);
        try (Progress progress = new Progress(console.console(), CLOCK, "devices", 2000)) {
            progress.add(500);
            progress.add(1500);
        }
        assertThat(console.run(0).err()).startsWith("\r500 of 2,000").endsWith("2,000 of 2,000 devices (100 %)\n");
    }

    @Test
    void whatNobodyCanCountAheadIsCountedAsItComes() {
        TestConsole console = new TestConsole(true);
        try (Progress progress = new Progress(console.console(), CLOCK, "messages", -1)) {
            progress.add(1500);
        }
        assertThat(console.run(0).err()).endsWith("\r1,500 messages\n");
    }
}
