package uk.route2b.client.internal.tunnel;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.client.internal.session.ControlRoute;
import uk.route2b.client.internal.session.EngineThread;
import uk.route2b.client.spi.HomeAreaNetwork;
import uk.route2b.protocol.octets.Octets;
import uk.route2b.protocol.tunnel.Direction;
import uk.route2b.protocol.tunnel.Fragment;
import uk.route2b.protocol.tunnel.FragmentSplitter;

/**
 * Sends messages up as alerts, one fragment after the other. The queue is on the home thread; what does not fit, or the
 * meter refuses for long, is dropped: the DSRSP repeats what it wants answered, and what is urgent is signed and
 * stored.
 */
final class AlertSender implements ControlRoute {
    private static final Logger LOG = LoggerFactory.getLogger(AlertSender.class);
    private static final int FRAGMENTS_MOST = 256;
    private static final int TRIES_MOST = 20;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final HomeAreaNetwork meter;
    private final EngineThread home;
    private final Runnable sent;
    private final Deque<String> queue = new ArrayDeque<>();
    private int tries;
    private boolean busy;

    /** @param sent told each fragment that the meter took; on the home thread */
    AlertSender(HomeAreaNetwork meter, EngineThread home, Runnable sent) {
        this.meter = meter;
        this.home = home;
        this.sent = sent;
    }

    @Override
    public void send(Octets message, int messageId) {
        List<Fragment> fragments = FragmentSplitter.split(message, Direction.UP, messageId);
        home.run(() -> enqueue(fragments));
    }

    private void enqueue(List<Fragment> fragments) {
        if (queue.size() + fragments.size() > FRAGMENTS_MOST) {
            LOG.error(
                    "home: {} alerts wait already, so a message of {} fragments is not sent by 2a;"
                            + " check the connection to the meter",
                    queue.size(),
                    fragments.size());
            return;
        }
        fragments.forEach(fragment -> queue.add(fragment.text()));
        if (!busy) {
            busy = true;
            next();
        }
    }

    private void next() {
        if (queue.isEmpty()) {
            busy = false;
            return;
        }
        try {
            meter.alert(queue.element());
            done();
        } catch (IOException | RuntimeException refused) {
            again(refused);
        } catch (Error bug) { // an executor would swallow it without a word, and nothing would be sent any more
            LOG.error("home: a bug in what connects the meter; the alert is tried again; please report it", bug);
            again(bug);
        }
    }

    private void done() {
        queue.remove();
        tries = 0;
        sent.run();
        home.run(this::next);
    }

    private void again(Throwable refused) {
        tries++;
        if (tries >= TRIES_MOST) {
            LOG.error("home: an alert was refused {} times and is given up; check the meter", tries, refused);
            queue.remove();
            tries = 0;
        } else if (tries == 1) {
            LOG.warn("home: the meter did not take an alert; it is tried again; check the meter", refused);
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tries, 5));
        home.after(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE, this::next);
    }
}
