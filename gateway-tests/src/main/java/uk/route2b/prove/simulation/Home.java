package uk.route2b.prove.simulation;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.route2b.client.spi.Step;

/** Where a CEM stands: its clock and its medium stay when its process dies. */
final class Home {
    private static final long AGAIN = 10 * DayTime.SECOND;
    private final World world;
    private final Household household;
    private final WallClock clock;
    private final SimulatedJournal journal;
    private final Arm<Step> arm;
    private final Chance chance;
    private @Nullable CemSide cem;
    private int lives;

    Home(World world, Household household, Chance chance) {
        this.world = world;
        this.household = household;
        this.chance = chance;
        this.clock = new WallClock(world.time(), Cast.START);
        this.journal = new SimulatedJournal(
                chance.branch(), world.happenings(), world.plant().isEarlyJournal());
        this.arm = new Arm<>(world.happenings(), Fault.CEM_AT_STEP, household.name(), this::die);
    }

    Household household() {
        return household;
    }

    WallClock clock() {
        return clock;
    }

    SimulatedJournal journal() {
        return journal;
    }

    Arm<Step> arm() {
        return arm;
    }

    /** The process, if it lives. */
    Optional<CemSide> cem() {
        return Optional.ofNullable(cem).filter(side -> side.process().isAlive());
    }

    void start() {
        if (cem().isPresent()) {
            return;
        }
        try {
            cem = new CemSide(world, household, clock, journal, chance.branch(), ++lives, arm::reached);
            world.happenings().note(household.name() + " starts, life " + lives);
        } catch (IOException refused) {
            world.time().after(AGAIN, this::start);
        }
    }

    /** Kills it; it comes back by itself. */
    void restart() {
        if (cem().isPresent()) {
            world.happenings().fault(Fault.CEM_RESTARTED, household.name() + " is killed");
            die();
        }
    }

    private void die() {
        cem().ifPresent(side -> {
            side.kill(world.day().ledger());
            world.day().cemDied(household);
            world.network()
                    .links(link -> link.cem() == side)
                    .forEach(link -> world.network().cut(link, chance.oneIn(3)));
            world.time().after(chance.between(2 * DayTime.SECOND, 90 * DayTime.SECOND), this::start);
        });
    }

    /** The clock is right again, and an operator says so. */
    void mendClock() {
        clock.setRight();
        cem().ifPresent(side -> side.engine().acceptClock());
    }
}
