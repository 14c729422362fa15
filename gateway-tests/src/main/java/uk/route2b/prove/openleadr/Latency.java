package uk.route2b.prove.openleadr;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import uk.route2b.prove.process.Waiting;

/**
 * From openleadr's own call that adds an event to the handler of openleadr's VEN: through gateway and CEM, and in the
 * same run with a second VEN of openleadr that polls the VTN itself.
 */
final class Latency {
    private static final Duration MOST = Duration.ofSeconds(60);
    private static final String DIRECT = "VEN_DIRECT";
    private static final double NANOS = 1_000_000d;

    private final OpenleadrWorld world;
    private final int events;
    private final int pollSeconds;
    private final Random random;

    Latency(OpenleadrWorld world, int events, int pollSeconds, Random random) {
        this.world = world;
        this.events = events;
        this.pollSeconds = pollSeconds;
        this.random = random;
    }

    void run(Consumer<String> out) throws InterruptedException {
        Speaker direct = world.directVen(DIRECT);
        try {
            direct.await("registered", MOST, said -> said.is("registered"));
            List<Double> through = new ArrayList<>();
            List<Double> alone = new ArrayList<>();
            for (int number = 1; number <= events; number++) {
                through.add(one("t" + number, OpenleadrFiles.VEN, world.ven()));
                alone.add(one("d" + number, DIRECT, direct));
            }
            out.accept("from the VTN's own call to the VEN's handler, ms, polled every " + pollSeconds + " s, " + events
                    + " events each:");
            out.accept(row("through gateway and CEM", through));
            out.accept(row("openleadr to openleadr", alone));
        } finally {
            direct.kill();
        }
    }

    /** At a moment that has nothing to do with the polls. */
    private double one(String event, String ven, Speaker speaker) throws InterruptedException {
        world.mark();
        speaker.mark();
        Waiting.pause(1 + random.nextInt(pollSeconds * 1000));
        world.order("event", ven, event);
        Said added = world.vtn().await("event " + event + " is added", MOST, said -> said.is("event-added", event));
        Said heard = speaker.await("event " + event, MOST, said -> said.is("event", event));
        return (heard.nanos() - added.nanos()) / NANOS;
    }

    private static String row(String name, List<Double> millis) {
        List<Double> sorted = new ArrayList<>(millis);
        Collections.sort(sorted);
        double mean = sorted.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        return "  %-26s mean %6.0f   median %6.0f   most %6.0f"
                .formatted(name, mean, sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }
}
