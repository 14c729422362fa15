package uk.route2b.server.tunnel;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.server.delivery.ConfigurationDesk;
import uk.route2b.server.delivery.Counterpart;
import uk.route2b.server.delivery.Counterparts;
import uk.route2b.server.schedule.Timers;
import uk.route2b.server.store.StoreException;

/**
 * Brings the link configuration to the CEMs that lack it and have no link: at the start, and again after a time without
 * a receipt, always the same fragments. A CEM with a link gets it there.
 */
public final class ConfigurationSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationSender.class);

    private final Counterparts counterparts;
    private final ConfigurationDesk desk;
    private final TunnelSender sender;
    private final Timers timers;
    private final Duration retry;
    private final AtomicBoolean stopped = new AtomicBoolean();

    /** @param retry between two rounds */
    public ConfigurationSender(
            Counterparts counterparts, ConfigurationDesk desk, TunnelSender sender, Timers timers, Duration retry) {
        this.counterparts = counterparts;
        this.desk = desk;
        this.sender = sender;
        this.timers = timers;
        this.retry = retry;
    }

    /** Begins the first round, and the others after it. */
    public ConfigurationSender start() {
        round();
        return this;
    }

    private void round() {
        if (stopped.get()) {
            return;
        }
        try {
            counterparts.all().stream()
                    .filter(counterpart ->
                            counterpart.isActive() && counterpart.cem().meter().isPresent())
                    .forEach(counterpart -> counterpart.lane().execute(() -> send(counterpart)));
        } finally {
            timers.after(retry, this::round);
        }
    }

    private void send(Counterpart counterpart) {
        if (counterpart.link().isPresent()) {
            return;
        }
        try {
            desk.certificateDue(counterpart)
                    .filter(message -> counterpart.ledger().stillOwns())
                    .ifPresent(message -> sender.sendUnanswered(counterpart, message));
            desk.dueByMeter(counterpart).ifPresent(message -> sender.sendUnanswered(counterpart, message));
        } catch (StoreException failed) {
            LOG.error("the link configuration for {} is not sent; it is tried again", counterpart.key(), failed);
        }
    }

    @Override
    public void close() {
        stopped.set(true);
    }
}
