package uk.route2b.prove.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import uk.route2b.server.register.Ven;

/**
 * Draws what a day brings: messages in bursts, and faults mostly where a burst is. In the last hours nothing new comes
 * and nothing fails, so that everything can come to rest.
 */
final class DayPlan {
    static final int MESSAGES = 50;
    private static final long LAST = 20 * DayTime.HOUR;
    private static final int BURSTS = 9;
    private final World world;
    private final Chance chance;
    private final List<Long> bursts = new ArrayList<>();

    DayPlan(World world) {
        this.world = world;
        this.chance = world.chance().branch();
        for (int i = 0; i < BURSTS; i++) {
            bursts.add(chance.between(DayTime.HOUR / 2, LAST - 2 * DayTime.HOUR));
        }
    }

    /** Puts all of it into virtual time; the day begins now. */
    void begin() {
        world.rough(true);
        at(LAST, this::heal);
        messages();
        links();
        processes();
        clocks();
        meters();
        stores();
        sides();
    }

    private void at(long moment, Runnable task) {
        world.time().after(moment, task);
    }

    /** Near a burst, or anywhere. */
    private long moment() {
        return chance.percent(75)
                ? chance.pick(bursts) + chance.between(-30 * DayTime.SECOND, 3 * DayTime.MINUTE)
                : chance.between(DayTime.MINUTE, LAST - DayTime.HOUR);
    }

    private void times(int number, Runnable task) {
        for (int i = 0; i < number; i++) {
            at(moment(), task);
        }
    }

    /** From {@code moment} on for as long as said. */
    private void span(long moment, long length, Runnable begin, Runnable end) {
        at(moment, begin);
        at(moment + length, end);
    }

    private void messages() {
        List<Map.Entry<Ven, Household>> vens = List.copyOf(world.cast().vens().entrySet());
        for (int i = 0; i < MESSAGES; i++) {
            Map.Entry<Ven, Household> to = chance.pick(vens);
            at(
                    burst(),
                    () -> world.day().push(to.getValue(), to.getKey(), chance).begin());
            Map.Entry<Ven, Household> from = chance.pick(vens);
            at(
                    burst(),
                    () -> world.day()
                            .ask(from.getValue(), from.getKey(), chance)
                            .begin());
        }
    }

    private long burst() {
        return chance.percent(85)
                ? chance.pick(bursts) + chance.between(0, 2 * DayTime.MINUTE)
                : chance.between(DayTime.MINUTE, LAST - DayTime.HOUR);
    }

    private void links() {
        times(5, () -> cut(false));
        times(4, () -> cut(true));
        outage(chance.between(14 * DayTime.MINUTE, 25 * DayTime.MINUTE), true);
        outage(chance.between(150 * DayTime.SECOND, 4 * DayTime.MINUTE), false);
    }

    private void cut(boolean silently) {
        List<SimulatedLink> links = world.network().links(link -> true);
        if (!links.isEmpty()) {
            world.network().cut(chance.pick(links), silently);
        }
    }

    /** No link for a while; in a long one the gateway also has a newer configuration to bring. */
    private void outage(long length, boolean configured) {
        long begin = chance.pick(bursts) - chance.between(0, 2 * DayTime.MINUTE);
        span(
                begin,
                length,
                () -> world.network().down(true),
                () -> world.network().down(false));
        if (configured) {
            at(begin + DayTime.SECOND, () -> {
                world.house().offerNext();
                world.house().restart();
            });
        }
    }

    private void processes() {
        times(2, world.house()::restart);
        times(2, () -> arm(world.house().arm(), uk.route2b.server.delivery.Step.values()));
        times(1, world.house()::sleep);
        for (int i = 0; i < 3; i++) {
            Home home = chance.pick(world.homes());
            times(1, home::restart);
            times(1, () -> arm(home.arm(), uk.route2b.client.spi.Step.values()));
        }
    }

    private <S extends Enum<S>> void arm(Arm<S> arm, S[] steps) {
        arm.set(chance.pick(List.of(steps)), chance.between(1, 3));
        at(2 * DayTime.HOUR, arm::disarm);
    }

    private void clocks() {
        GatewayHouse house = world.house();
        jump(Fault.GATEWAY_CLOCK, "gateway", house.clock(), house::mendClock);
        Home home = chance.pick(world.homes());
        jump(Fault.CEM_CLOCK, home.household().name(), home.clock(), home::mendClock);
    }

    /** A little ahead, far ahead so that nothing is signed, or back. */
    private void jump(Fault fault, String name, WallClock clock, Runnable mend) {
        long millis = chance.pick(List.of(40 * DayTime.SECOND, 5 * DayTime.MINUTE, -9 * DayTime.MINUTE));
        long length = chance.between(2 * DayTime.MINUTE, 20 * DayTime.MINUTE);
        span(
                moment(),
                length,
                () -> {
                    world.happenings().fault(fault, name + ": its clock jumps by " + millis / DayTime.SECOND + " s");
                    clock.jump(millis);
                },
                mend);
    }

    private void meters() {
        world.homes().forEach(home -> {
            SimulatedMeter meter = world.meter(home.household());
            times(1, meter::replayLabels);
            times(2, meter::replayAlert);
            times(1, meter::reuseId);
        });
    }

    private void stores() {
        for (int i = 0; i < 2; i++) {
            FaultyStore.Refusals refusals = world.house().refusals();
            span(
                    moment(),
                    chance.between(5 * DayTime.SECOND, 60 * DayTime.SECOND),
                    () -> refusals.set(true),
                    () -> refusals.set(false));
            SimulatedJournal journal = chance.pick(world.homes()).journal();
            span(
                    moment(),
                    chance.between(5 * DayTime.SECOND, 40 * DayTime.SECOND),
                    () -> journal.refusing(true),
                    () -> journal.refusing(false));
        }
    }

    private void sides() {
        VtnSide vtn = world.vtn();
        span(
                chance.pick(bursts),
                chance.between(DayTime.MINUTE, 5 * DayTime.MINUTE),
                () -> vtn.down(true),
                () -> vtn.down(false));
        span(
                chance.pick(bursts),
                chance.between(DayTime.MINUTE, 10 * DayTime.MINUTE),
                () -> vtn.slow(true),
                () -> vtn.slow(false));
        span(
                chance.pick(bursts),
                chance.between(5 * DayTime.MINUTE, 30 * DayTime.MINUTE),
                () -> world.vensSlow(true),
                () -> world.vensSlow(false));
    }

    private void heal() {
        world.rough(false);
        world.network().down(false);
        world.house().arm().disarm();
        world.house().refusals().set(false);
        world.house().mendClock();
        world.vtn().down(false);
        world.vtn().slow(false);
        world.vensSlow(false);
        world.homes().forEach(home -> {
            home.arm().disarm();
            home.journal().refusing(false);
            home.mendClock();
        });
    }
}
