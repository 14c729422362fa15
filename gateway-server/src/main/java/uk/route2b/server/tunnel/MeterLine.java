package uk.route2b.server.tunnel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.protocol.tunnel.Labels;
import uk.route2b.server.schedule.Timers;

/**
 * Writes fragments to the labels of one meter: one command at a time, the next when the meter has answered and the
 * labels have stood long enough, because a write overwrites the last. All of it runs in the meter's own lane.
 *
 * <pre>
 *           add                      written                    held, more fragments
 *   IDLE ─────────▶ asks if wanted ──▶ writes ──────▶ holds ───────────────▶ asks …
 *    ▲                                  │ failed: pause, again, up to the attempts
 *    └────────── sets the labels idle ◀─┴── given up, or all written and held
 * </pre>
 */
final class MeterLine {
    private static final Logger LOG = LoggerFactory.getLogger(MeterLine.class);
    private static final int QUEUE_MOST = 16;

    private final EntityIdentifier meter;
    private final BooleanSupplier stopped;
    private final SmartMeterChannel channel;
    private final Executor lane;
    private final Timers timers;
    private final int attempts;
    private final Duration pause;
    private final Deque<TunnelJob> waiting = new ArrayDeque<>();
    private @Nullable TunnelJob job;
    private EntityIdentifier speaker;
    private int index;
    private int failures;
    private boolean idle = true;

    /**
     * One for {@code meter}.
     *
     * @param speaker the DSRSP that speaks first; whoever spoke last sets the labels idle
     * @param stopped whether nothing more is to be written, because the gateway stops
     */
    MeterLine(
            EntityIdentifier meter,
            EntityIdentifier speaker,
            BooleanSupplier stopped,
            SmartMeterChannel channel,
            Executor lane,
            Timers timers,
            int attempts,
            Duration pause) {
        this.meter = meter;
        this.speaker = speaker;
        this.stopped = stopped;
        this.channel = channel;
        this.lane = lane;
        this.timers = timers;
        this.attempts = attempts;
        this.pause = pause;
    }

    /** Puts a job at the end of the line, unless it is in it already or the line is full. From any thread. */
    void add(TunnelJob added) {
        lane.execute(() -> {
            if (isQueued(added.name())) {
                added.ended().run();
                return;
            }
            if (waiting.size() >= QUEUE_MOST) {
                LOG.warn(
                        "meter {}: {} is dropped, {} others wait; it is sent again later",
                        meter,
                        added.name(),
                        QUEUE_MOST);
                added.ended().run();
                return;
            }
            waiting.add(added);
            if (job == null && idle) {
                next();
            }
        });
    }

    private boolean isQueued(String name) {
        TunnelJob current = job;
        return (current != null && current.name().equals(name))
                || waiting.stream().anyMatch(other -> other.name().equals(name));
    }

    private void next() {
        TunnelJob over = job;
        job = waiting.poll();
        index = 0;
        failures = 0;
        if (over != null) {
            over.ended().run();
        }
        if (job != null) {
            idle = false;
            speaker = job.counterpart().key().dsrsp();
            askIfWanted(job);
        } else if (!idle) {
            write(Labels.IDLE, Duration.ZERO);
        }
    }

    private void askIfWanted(TunnelJob current) {
        current.wanted()
                .get()
                .whenCompleteAsync(
                        (wanted, bug) -> {
                            // Of a CEM that was suspended meanwhile not even the rest goes.
                            if (bug != null || !wanted || !current.counterpart().isActive()) {
                                LOG.info("meter {}: {} is no longer wanted on route 2a", meter, current.name());
                                next();
                            } else {
                                write(Labels.of(current.fragments().get(index).text()), current.hold());
                            }
                        },
                        lane);
    }

    private void write(Labels labels, Duration hold) {
        if (stopped.getAsBoolean()) {
            return;
        }
        channel.write(new LabelOrder(speaker, meter, labels))
                .whenCompleteAsync(
                        (outcome, bug) -> written(labels, hold, bug == null ? outcome : WriteOutcome.failed("refused")),
                        lane);
    }

    private void written(Labels labels, Duration hold, WriteOutcome outcome) {
        if (outcome.written()) {
            failures = 0;
            later(hold, this::held);
        } else if (++failures < attempts) {
            LOG.info("meter {}: {}, attempt {} of {}", meter, outcome.reason(), failures, attempts);
            later(pause, () -> write(labels, hold));
        } else {
            giveUp(outcome.reason());
        }
    }

    private void held() {
        TunnelJob current = job;
        if (current == null) {
            idle = true;
            // Something may have come while the labels were being set idle.
            next();
            return;
        }
        current.counterpart().counts().fragmentWritten();
        index++;
        if (index < current.fragments().size()) {
            askIfWanted(current);
        } else {
            LOG.info("meter {}: {} is written, {} fragments", meter, current.name(), index);
            next();
        }
    }

    private void giveUp(String reason) {
        TunnelJob current = job;
        LOG.warn(
                "meter {}: {} failed {} times ({}); it is tried again later. Check the meter and its communications hub",
                meter,
                current == null ? "setting the labels idle" : current.name(),
                attempts,
                reason);
        if (current == null) {
            // The labels keep the last fragment, which does no harm: whoever reads it again knows it already.
            idle = true;
        }
        next();
    }

    private void later(Duration delay, Runnable step) {
        timers.after(delay, () -> lane.execute(step));
    }
}
