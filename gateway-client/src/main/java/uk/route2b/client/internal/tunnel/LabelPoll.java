package uk.route2b.client.internal.tunnel;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.client.internal.session.EngineThread;
import uk.route2b.client.spi.HomeAreaNetwork;

/** Looks at the labels at each interval and tells what is new. On the home thread. */
final class LabelPoll {
    private static final Logger LOG = LoggerFactory.getLogger(LabelPoll.class);

    private final LabelReader reader;
    private final Duration interval;
    private final EngineThread home;
    private final Consumer<String> news;
    private Optional<String> last = Optional.empty();
    private boolean failing;

    /** @param news told each text that differs from the one before; on the home thread */
    LabelPoll(HomeAreaNetwork meter, Duration interval, EngineThread home, Consumer<String> news) {
        this.reader = new LabelReader(meter);
        this.interval = interval;
        this.home = home;
        this.news = news;
    }

    void start() {
        home.run(this::poll);
    }

    private void poll() {
        try {
            reader.read().ifPresent(labels -> look(labels.text()));
            failing = false;
        } catch (IOException | RuntimeException | Error unreadable) { // an executor would swallow an Error
            complain(unreadable);
        } finally {
            home.after(interval, this::poll);
        }
    }

    private void look(Optional<String> text) {
        if (!text.equals(last)) {
            last = text;
            text.ifPresent(news);
        }
    }

    /** Once per outage: a meter that is away for a day should not fill a log. */
    private void complain(Throwable unreadable) {
        if (!failing) {
            LOG.warn(
                    "home: the meter's labels could not be read; tried again every {} s; check the connection to the meter",
                    interval.toSeconds(),
                    unreadable);
        }
        failing = true;
    }
}
