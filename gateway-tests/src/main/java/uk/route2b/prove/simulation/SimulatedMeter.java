package uk.route2b.prove.simulation;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import uk.route2b.client.spi.HomeAreaNetwork;
import uk.route2b.protocol.tunnel.Direction;
import uk.route2b.protocol.tunnel.Labels;
import uk.route2b.server.tunnel.WriteOutcome;

/** A meter with the smart meter system before it: five labels down, alerts up, and all that can go wrong with both. */
final class SimulatedMeter implements HomeAreaNetwork {
    private static final int RECORDED = 120;
    private final Household household;
    private final VirtualTime time;
    private final Chance chance;
    private final Happenings happenings;
    private final Recorder down;
    private final Recorder up;
    private final Consumer<String> dcc;
    private final Deque<String> recordedLabels = new ArrayDeque<>();
    private final Deque<String> recordedAlerts = new ArrayDeque<>();
    private final Deque<LabelFault> labelsDue = new ArrayDeque<>();
    private final Deque<AlertFault> alertsDue = new ArrayDeque<>();
    private Labels labels = Labels.IDLE;
    private Labels before = Labels.IDLE;
    private int torn;
    private long alerts;
    private long highestAlert;
    private boolean rough;

    private enum LabelFault {
        NONE,
        PARTIAL,
        LOST,
        LATE,
        REPEATED
    }

    private enum AlertFault {
        NONE,
        REFUSED,
        LOST,
        REPEATED,
        SLOW
    }

    /** @param dcc takes alerts to the gateway */
    SimulatedMeter(
            Household household,
            VirtualTime time,
            Chance chance,
            Happenings happenings,
            Routes routes,
            Consumer<String> dcc) {
        this.household = household;
        this.time = time;
        this.chance = chance;
        this.happenings = happenings;
        this.dcc = dcc;
        this.down =
                new Recorder(Direction.DOWN, time, octets -> routes.sentByMeter(household, true, octets), octets -> {
                    routes.deliveredByMeter(household, true, octets);
                });
        this.up = new Recorder(Direction.UP, time, octets -> routes.sentByMeter(household, false, octets), octets -> {
            routes.deliveredByMeter(household, false, octets);
        });
    }

    Household household() {
        return household;
    }

    /** Whether faults are drawn; each kind comes once at the beginning of each such time. */
    void rough(boolean now) {
        rough = now;
        labelsDue.clear();
        alertsDue.clear();
        if (now) {
            labelsDue.addAll(List.of(
                    LabelFault.NONE, LabelFault.PARTIAL, LabelFault.LOST, LabelFault.LATE, LabelFault.REPEATED));
            alertsDue.addAll(List.of(AlertFault.REFUSED, AlertFault.SLOW, AlertFault.REPEATED, AlertFault.LOST));
        }
    }

    /** Writes labels; {@code outcome} is told what the sender is told, which need not be the truth. */
    void write(Labels written, Consumer<WriteOutcome> outcome) {
        written.text().ifPresent(text -> {
            record(recordedLabels, text);
            down.left(text);
        });
        long at = chance.between(DayTime.SECOND, 12 * DayTime.SECOND);
        long answer = at + chance.between(200, 3 * DayTime.SECOND);
        switch (written.text().isEmpty() ? LabelFault.NONE : labelFault()) {
            case PARTIAL -> {
                Labels part = mixed(labels, written, (int) chance.between(1, 4));
                happenings.fault(Fault.LABEL_PARTIAL, name() + ": labels are written in part");
                apply(at, part);
                after(answer, () -> outcome.accept(WriteOutcome.failed("partial")));
            }
            case LOST -> {
                happenings.fault(Fault.LABEL_LOST, name() + ": a label write is lost");
                after(30 * DayTime.SECOND, () -> outcome.accept(WriteOutcome.failed("no-response")));
            }
            case LATE -> {
                happenings.fault(Fault.LABEL_LATE, name() + ": a label write is late");
                apply(chance.between(35 * DayTime.SECOND, 3 * DayTime.MINUTE), written);
                after(30 * DayTime.SECOND, () -> outcome.accept(WriteOutcome.failed("no-response")));
            }
            case REPEATED -> {
                happenings.fault(Fault.LABEL_REPEATED, name() + ": a label write is done twice");
                apply(at, written);
                apply(at + chance.between(20 * DayTime.SECOND, 5 * DayTime.MINUTE), written);
                after(answer, () -> outcome.accept(WriteOutcome.WRITTEN));
            }
            case NONE -> {
                apply(at, written);
                after(answer, () -> outcome.accept(WriteOutcome.WRITTEN));
            }
        }
    }

    private LabelFault labelFault() {
        if (!labelsDue.isEmpty()) {
            return labelsDue.remove();
        }
        return rough && chance.oneIn(6)
                ? chance.pick(List.of(LabelFault.PARTIAL, LabelFault.LOST, LabelFault.LATE, LabelFault.REPEATED))
                : LabelFault.NONE;
    }

    private void apply(long delay, Labels written) {
        after(delay, () -> {
            before = labels;
            labels = written;
            torn = rough && chance.oneIn(3) ? (int) chance.between(1, 4) : 0;
            written.text().ifPresent(down::arrived);
        });
    }

    @Override
    public Labels labels() {
        if (torn > 0 && !before.equals(labels)) {
            torn--;
            happenings.counts().add(Fault.LABEL_TORN.words());
            return mixed(before, labels, (int) chance.between(1, 4));
        }
        return labels;
    }

    private static Labels mixed(Labels old, Labels written, int done) {
        List<String> texts = new ArrayList<>(written.texts().subList(0, done));
        texts.addAll(old.texts().subList(done, Labels.COUNT));
        return new Labels(texts);
    }

    @Override
    public void alert(String text) throws IOException {
        AlertFault fault = alertFault();
        if (fault == AlertFault.REFUSED) {
            happenings.fault(Fault.ALERT_REFUSED, name() + ": the meter does not take an alert");
            throw new IOException("the meter is busy");
        }
        record(recordedAlerts, text);
        up.left(text);
        long number = ++alerts;
        long delay = chance.between(DayTime.SECOND, 5 * DayTime.SECOND);
        switch (fault) {
            case LOST -> happenings.fault(Fault.ALERT_LOST, name() + ": an alert is lost");
            case SLOW -> after(chance.between(DayTime.MINUTE, 10 * DayTime.MINUTE), () -> deliver(number, text));
            case REPEATED -> {
                happenings.fault(Fault.ALERT_REPEATED, name() + ": an alert comes twice");
                after(delay, () -> deliver(number, text));
                after(delay + chance.between(DayTime.MINUTE, 10 * DayTime.MINUTE), () -> dcc.accept(text));
            }
            default -> after(delay, () -> deliver(number, text));
        }
    }

    private AlertFault alertFault() {
        if (!alertsDue.isEmpty()) {
            return alertsDue.remove();
        }
        return rough && chance.oneIn(4)
                ? chance.pick(List.of(AlertFault.REFUSED, AlertFault.LOST, AlertFault.REPEATED, AlertFault.SLOW))
                : AlertFault.NONE;
    }

    private void deliver(long number, String text) {
        if (number < highestAlert) {
            happenings.fault(Fault.ALERT_REORDERED, name() + ": an alert comes after a later one");
        }
        highestAlert = Math.max(highestAlert, number);
        up.arrived(text);
        dcc.accept(text);
    }

    /** Somebody else writes what was written before: ECS46a has no replay protection. */
    void replayLabels() {
        if (!recordedLabels.isEmpty()) {
            String text = chance.pick(List.copyOf(recordedLabels));
            happenings.fault(Fault.LABELS_REPLAYED, name() + ": somebody writes recorded labels");
            apply(0, Labels.of(text));
        }
    }

    /** The same upwards. */
    void replayAlert() {
        if (!recordedAlerts.isEmpty()) {
            happenings.fault(Fault.ALERTS_REPLAYED, name() + ": somebody sends a recorded alert");
            dcc.accept(chance.pick(List.copyOf(recordedAlerts)));
        }
    }

    /** A recorded message comes under the id of another one, so that their fragments mix. */
    void reuseId() {
        int id = (int) chance.between(0, 255);
        down.again(chance, id).ifPresent(texts -> {
            happenings.fault(Fault.ID_REUSED, name() + ": a recorded message is written under id " + id);
            for (int i = 0; i < texts.size(); i++) {
                apply(i * chance.between(5 * DayTime.SECOND, 30 * DayTime.SECOND), Labels.of(texts.get(i)));
            }
        });
        up.again(chance, id).ifPresent(texts -> {
            happenings.fault(Fault.ID_REUSED, name() + ": a recorded message is sent under id " + id);
            texts.forEach(dcc);
        });
    }

    private static void record(Deque<String> recorded, String text) {
        recorded.add(text);
        if (recorded.size() > RECORDED) {
            recorded.remove();
        }
    }

    private void after(long delay, Runnable task) {
        time.after(delay, task);
    }

    private String name() {
        return "meter of " + household.name();
    }
}
