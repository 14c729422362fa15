package uk.route2b.simulator.metersystem;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.simulator.schedule.Schedule;

/**
 * The way of one meter's alerts to the DSRSP's side.
 *
 * <p>Each arrival takes the oldest alert on its way, so different delays alone never change the order; only
 * {@link Fault#ALERT_REORDER} does.
 */
final class AlertPath {
    /** How many alerts of one meter may be on their way. */
    static final int LONGEST_QUEUE = 256;
    /** How long an alert is held back for a later one to overtake it; then it goes without having been overtaken. */
    static final long HELD_MILLIS = 5_000;

    private record Travelling(Runnable delivery, AlertFate fate) {}

    private final Deque<Travelling> onTheWay = new ArrayDeque<>();
    private final EntityIdentifier meter;
    private final FaultPlan plan;
    private final Schedule schedule;
    private final Happenings happenings;
    private @Nullable Travelling held;

    AlertPath(EntityIdentifier meter, FaultPlan plan, Schedule schedule, Happenings happenings) {
        this.meter = meter;
        this.plan = plan;
        this.schedule = schedule;
        this.happenings = happenings;
    }

    /**
     * Takes an alert; false if too many are on their way.
     *
     * @param delivery what its arrival does; run again where the alert is repeated
     */
    synchronized boolean send(Runnable delivery) {
        if (onTheWay.size() >= LONGEST_QUEUE) {
            return false;
        }
        happenings.happened(Happening.ALERTS_IN, meter);
        Travelling alert = new Travelling(delivery, plan.nextAlert());
        if (alert.fate().lost()) {
            happenings.happened(Happening.LOST_ALERTS, meter);
        } else {
            leave(alert);
        }
        return true;
    }

    private void leave(Travelling alert) {
        happenings.happenedIf(alert.fate().delayMillis() > 0, Happening.DELAYED, meter);
        onTheWay.addLast(alert);
        schedule.after(alert.fate().delayMillis(), this::arrive);
    }

    private synchronized void arrive() {
        Travelling alert = onTheWay.removeFirst();
        Travelling overtaken = held;
        if (alert.fate().reordered() && overtaken == null) {
            hold(alert);
            return;
        }
        deliver(alert);
        if (overtaken != null) {
            held = null;
            deliver(overtaken);
            happenings.happened(Happening.REORDERED_ALERTS, meter);
        }
    }

    private void hold(Travelling alert) {
        held = alert;
        schedule.after(HELD_MILLIS, () -> letGo(alert));
    }

    @SuppressWarnings("ReferenceEquality") // an equal alert may have been held since
    private synchronized void letGo(Travelling alert) {
        if (held == alert) {
            held = null;
            deliver(alert);
        }
    }

    private void deliver(Travelling alert) {
        alert.delivery().run();
        happenings.happened(Happening.ALERTS_OUT, meter);
        if (alert.fate().repeats()) {
            schedule.after(alert.fate().repeatAfterMillis(), () -> repeat(alert.delivery()));
        }
    }

    private void repeat(Runnable delivery) {
        delivery.run();
        happenings.happened(Happening.ALERTS_OUT, meter);
        happenings.happened(Happening.REPEATED_ALERTS, meter);
    }
}
