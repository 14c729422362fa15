package uk.route2b.tests.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.tunnel.Direction;
import uk.route2b.protocol.tunnel.Labels;
import uk.route2b.protocol.tunnel.Offered;
import uk.route2b.protocol.tunnel.Reassembler;
import uk.route2b.protocol.tunnel.TunnelLimits;
import uk.route2b.simulator.metersystem.MeterSystem;
import uk.route2b.simulator.metersystem.WriteOutcome;

/** Fragments carried by a meter: labels down, alerts up. */
record Carried(MeterSystem system, EntityIdentifier meter) {
    private static final long MOST_SECONDS = 30;

    Octets all(List<String> texts, Direction direction) throws Exception {
        Reassembler reassembler = new Reassembler(direction, TunnelLimits.DEFAULT);
        Octets whole = Octets.EMPTY;
        for (String text : texts) {
            String carried = direction == Direction.DOWN ? down(text) : up(text);
            if (reassembler.offer(carried, 0) instanceof Offered.Candidate candidate) {
                whole = candidate.octets();
                reassembler.close(candidate);
            }
        }
        assertThat(reassembler.openMessages()).isZero();
        return whole;
    }

    private String down(String text) throws Exception {
        WriteOutcome outcome = system.write(
                        meter,
                        new uk.route2b.simulator.metersystem.Labels(
                                Labels.of(text).texts()))
                .toCompletableFuture()
                .get(MOST_SECONDS, TimeUnit.SECONDS);
        assertThat(outcome).isInstanceOf(WriteOutcome.Responded.class);
        return new Labels(system.read(meter).orElseThrow().lines()).text().orElseThrow();
    }

    private String up(String text) throws InterruptedException {
        BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
        assertThat(system.raise(meter, () -> arrived.add(text))).isEqualTo(MeterSystem.Taken.YES);
        String carried = arrived.poll(MOST_SECONDS, TimeUnit.SECONDS);
        assertThat(carried).isNotNull();
        return carried;
    }
}
