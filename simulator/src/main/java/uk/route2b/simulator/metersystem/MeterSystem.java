package uk.route2b.simulator.metersystem;

import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntPredicate;
import uk.route2b.protocol.identity.EntityIdentifier;
import uk.route2b.simulator.events.Events;
import uk.route2b.simulator.schedule.Schedule;

/** Meters and the way to them, with all that can go wrong there: what both sides of it can do. */
public final class MeterSystem {
    /** How an alert was taken. */
    public enum Taken {
        /** It is on its way. */
        YES,
        /** The whole system is out. */
        OUTAGE,
        /** A limit of the simulator was reached. */
        FULL
    }

    private final AtomicBoolean outage = new AtomicBoolean();
    private final Faults faults;
    private final long seed;
    private final Schedule schedule;
    private final Happenings happenings;
    private final Homes homes = new Homes(this::home);

    /** A system with no meters yet. */
    public MeterSystem(Faults faults, long seed, Schedule schedule, Events events) {
        this.faults = faults;
        this.seed = seed;
        this.schedule = schedule;
        this.happenings = new Happenings(schedule, events);
    }

    private Home home(EntityIdentifier meter) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + meter.bits());
        FaultPlan plan = new FaultPlan(faults, random.split(), random.split());
        return new Home(new Meter(meter), plan, new AlertPath(meter, plan, schedule, happenings));
    }

    /** Sends one ECS46a to {@code meter} that sets all labels. */
    public CompletionStage<WriteOutcome> write(EntityIdentifier meter, Labels labels) {
        return write(meter, labels, label -> true);
    }

    /**
     * Sends one ECS46a to {@code meter}.
     *
     * @param named the indices, from 0, of the labels that it sets; the results of the others mean nothing
     */
    public CompletionStage<WriteOutcome> write(EntityIdentifier meter, Labels labels, IntPredicate named) {
        if (refused(meter)) {
            return CompletableFuture.completedFuture(WriteOutcome.Failed.OUTAGE);
        }
        return found(meter).map(home -> write(home, labels, named)).orElseGet(() -> full(meter));
    }

    private CompletionStage<WriteOutcome> full(EntityIdentifier meter) {
        happenings.happened(Happening.FULL_REFUSALS, meter);
        return CompletableFuture.completedFuture(WriteOutcome.Failed.FULL);
    }

    private CompletionStage<WriteOutcome> write(Home home, Labels labels, IntPredicate named) {
        if (!home.meter().claim()) {
            happenings.happened(Happening.BUSY_REFUSALS, home.meter().identifier());
            return CompletableFuture.completedFuture(WriteOutcome.Failed.BUSY);
        }
        WriteFate fate = home.plan().nextWrite();
        return new LabelWrite(home.meter(), labels, named, fate, schedule, happenings).send();
    }

    /** What the home side of {@code meter} reads; nothing if there are too many meters. */
    public Optional<Labels> read(EntityIdentifier meter) {
        return found(meter).map(home -> {
            Meter.Reading reading = home.meter().read();
            happenings.happened(Happening.LABEL_READS, meter);
            happenings.happenedIf(reading.torn(), Happening.TORN_READS, meter);
            return reading.labels();
        });
    }

    /**
     * The home side of {@code meter} raises an ECS200.
     *
     * @param delivery runs when the alert arrives, and again where it is repeated; must not block
     */
    public Taken raise(EntityIdentifier meter, Runnable delivery) {
        if (refused(meter)) {
            return Taken.OUTAGE;
        }
        boolean sent = found(meter).filter(home -> home.alerts().send(delivery)).isPresent();
        happenings.happenedIf(!sent, Happening.FULL_REFUSALS, meter);
        return sent ? Taken.YES : Taken.FULL;
    }

    /** Begins or ends an outage; what is on its way still arrives. */
    public void outage(boolean out) {
        outage.set(out);
    }

    /** How often {@code happening} has happened. */
    public long count(Happening happening) {
        return happenings.count(happening);
    }

    /** All counts by their names in JSON. */
    public Map<String, Long> counts() {
        return happenings.all();
    }

    private boolean refused(EntityIdentifier meter) {
        boolean out = outage.get();
        happenings.happenedIf(out, Happening.OUTAGE_REFUSALS, meter);
        return out;
    }

    private Optional<Home> found(EntityIdentifier meter) {
        return homes.of(meter);
    }
}
