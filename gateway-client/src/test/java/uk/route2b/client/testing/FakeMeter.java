package uk.route2b.client.testing;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import uk.route2b.client.spi.HomeAreaNetwork;
import uk.route2b.protocol.message.SignedMessage;
import uk.route2b.protocol.tunnel.Direction;
import uk.route2b.protocol.tunnel.Labels;
import uk.route2b.protocol.tunnel.Offered;
import uk.route2b.protocol.tunnel.Reassembler;
import uk.route2b.protocol.tunnel.TunnelLimits;

/** A meter that shows what a test says, and keeps the alerts. */
public final class FakeMeter implements HomeAreaNetwork {
    private final Deque<Labels> torn = new ArrayDeque<>();
    private final List<String> alerts = new ArrayList<>();
    private final Reassembler reassembler = new Reassembler(Direction.UP, TunnelLimits.DEFAULT);
    private volatile Labels labels = Labels.IDLE;
    private int failures;
    private Optional<Error> bug = Optional.empty();
    private final AtomicInteger readings = new AtomicInteger();
    private int taken;

    public void show(String text) {
        labels = Labels.of(text);
    }

    public void show(Labels now) {
        labels = now;
    }

    /** What the next readings give, before the labels settle. */
    public void torn(Labels... next) {
        torn.addAll(List.of(next));
    }

    /** The next {@code count} alerts are refused. */
    public void refuse(int count) {
        failures = count;
    }

    /** The next thing that is asked of it ends in this. */
    public void breakOnce(Error with) {
        bug = Optional.of(with);
    }

    private void breakIfItHasTo() {
        Optional<Error> now = bug;
        bug = Optional.empty();
        now.ifPresent(error -> {
            throw error;
        });
    }

    public List<String> alerts() {
        return List.copyOf(alerts);
    }

    public int readings() {
        return readings.get();
    }

    /** The messages whose fragments have all come. */
    public List<SignedMessage> takeMessages() {
        List<SignedMessage> messages = new ArrayList<>();
        for (String alert : alerts.subList(taken, alerts.size())) {
            if (reassembler.offer(alert, 0) instanceof Offered.Candidate candidate) {
                messages.add(TestGateway.read(candidate.octets()));
                reassembler.close(candidate);
            }
        }
        taken = alerts.size();
        return messages;
    }

    @Override
    public Labels labels() {
        breakIfItHasTo();
        readings.incrementAndGet();
        return torn.isEmpty() ? labels : torn.remove();
    }

    @Override
    public void alert(String text) throws IOException {
        breakIfItHasTo();
        if (failures > 0) {
            failures--;
            throw new IOException("the meter is busy");
        }
        alerts.add(text);
    }
}
