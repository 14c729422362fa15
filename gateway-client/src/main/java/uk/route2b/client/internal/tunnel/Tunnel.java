package uk.route2b.client.internal.tunnel;

import java.time.Duration;
import uk.route2b.client.internal.session.Engine;
import uk.route2b.client.internal.session.EngineThread;
import uk.route2b.client.spi.HomeAreaNetwork;

/** Connects a meter to the engine: labels in, alerts out. */
public final class Tunnel {
    private final LabelPoll poll;

    /** @param home the thread on which the meter is spoken to, because it may block */
    public Tunnel(Engine engine, HomeAreaNetwork meter, Duration readingInterval, EngineThread home) {
        TunnelDesk desk = new TunnelDesk(engine, readingInterval);
        this.poll = new LabelPoll(
                meter, readingInterval, home, text -> engine.parts().loop().run(() -> desk.offer(text)));
        Runnable count = engine.parts().tally()::countAlertSent;
        engine.tunnel(new AlertSender(meter, home, () -> engine.parts().loop().run(count::run)));
    }

    /** Begins to read labels. */
    public void start() {
        poll.start();
    }
}
